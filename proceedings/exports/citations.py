"""References as files: BibTeX, RIS and CSL-JSON of a statement, a speaker, a conference, or a filtered list."""

import json
from itertools import chain
from typing import NamedTuple

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing import bibtex, csl, ris
from proceedings.citing.paragraphs import paragraph_number
from proceedings.exports.refusing import refused
from proceedings.filters import StatementFilter
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import plain_text, site_url, tombstone_or_404

# Rows held in memory while a long list is sent.
CHUNK = 500


def csl_json(items):
    yield json.dumps(list(items), ensure_ascii=False, indent=1)


class Writing(NamedTuple):
    """A format: its media type, and what turns CSL items into pieces of its text."""

    media_type: str
    pieces: object


WRITINGS = {
    "bib": Writing("application/x-bibtex; charset=utf-8", bibtex.entries),
    "ris": Writing("application/x-research-info-systems; charset=utf-8", ris.references),
    "json": Writing("application/vnd.citationstyles.csl+json", csl_json),
}


@require_safe
def statement(request, slug, extension):
    """One statement, or with ?paragraph=3 its third paragraph."""
    found = Statement.objects.public().for_citing().filter(slug=slug).first()
    if found is None:
        return missing(Statement, slug)
    try:
        paragraph = paragraph_number(request.GET.get("paragraph", ""), found.text)
    except ValueError as error:
        return plain_text(str(error), status=400)
    item = csl.statement_item(found, site_url(request), paragraph)
    return named(HttpResponse(WRITINGS[extension].pieces([item])), item["id"], extension)


@require_safe
def speaker(request, slug, extension):
    """All that a speaker said, the newest first."""
    found = Speaker.objects.public().filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no speaker at this address."))
    return streamed(request, Statement.objects.public().by(found).newest_first(), slug, extension)


@require_safe
def conference(request, slug, extension):
    """The conference itself, then its statements in order."""
    found = Conference.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        return missing(Conference, slug)
    first = csl.conference_item(found, site_url(request))
    return streamed(request, Statement.objects.public().at(found).in_order(), slug, extension, first)


@require_safe
def statements(request, extension):
    """The statements that a list with these parameters has, on all its pages."""
    filterset = StatementFilter(request.GET, Statement.objects.public(), request=request)
    if not filterset.form.is_valid():
        return refused(filterset)
    return streamed(request, filterset.qs, "statements", extension)


def streamed(request, rows, name, extension, *first):
    rows = rows.for_citing().defer("text").iterator(chunk_size=CHUNK)
    items = chain(first, (csl.statement_item(row, site_url(request)) for row in rows))
    return named(StreamingHttpResponse(WRITINGS[extension].pieces(items)), name, extension)


def named(response, name, extension):
    response["Content-Type"] = WRITINGS[extension].media_type
    response["Content-Disposition"] = f'inline; filename="{name}.{extension}"'
    return response


def missing(noun, slug):
    """The answer for what is not public: it was withdrawn, as its page explains, or was never there."""
    return tombstone_or_404(noun.objects.tombstones(), slug, gone, _("There is nothing at this address."))


def gone(_row):
    return plain_text(_("This was withdrawn: its page tells why."), status=410)
