"""Citations as files: BibTeX, RIS and CSL-JSON of a statement, a speaker, a conference, or a filtered list."""

import json
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing import bibtex, csl, ris
from proceedings.citing.paragraphs import paragraph_number
from proceedings.filters import StatementFilter
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import plain_text, site_url, tombstone_or_404

from .bad_request import bad_request
from .export import Export, export

# Rows held in memory while a long list is sent.
CHUNK = 500


def csl_json(items):
    yield json.dumps([csl.json_item(item) for item in items], ensure_ascii=False, indent=1)


class Format(NamedTuple):
    """A file format: its media type, and a function from CSL items to pieces of text."""

    media_type: str
    write: Callable


FORMATS = {
    "bib": Format("application/x-bibtex; charset=utf-8", bibtex.entries),
    "ris": Format("application/x-research-info-systems; charset=utf-8", ris.references),
    "json": Format("application/vnd.citationstyles.csl+json", csl_json),
}


@require_safe
def statement(request, slug, extension):
    """A statement, or a paragraph of it with ?paragraph=3."""
    row = Statement.objects.public().for_citing().filter(slug=slug).first()
    if row is None:
        return missing(Statement, slug)
    try:
        paragraph = paragraph_number(request.GET.get("paragraph", ""), row.text, row.text_format)
    except ValueError as error:
        return plain_text(str(error), status=400)
    item = csl.statement_item(row, site_url(request), paragraph)
    return file_response(HttpResponse(FORMATS[extension].write([item])), item["id"], extension)


@export
def speaker(request, slug, extension):
    """The statements of a speaker, newest first."""
    row = Speaker.objects.public().filter(slug=slug).first()
    if row is None:
        raise Http404(_("There is no speaker at this address."))
    return citations(request, Statement.objects.public().by(row).newest_first(), slug, extension)


@export
def conference(request, slug, extension):
    """The conference itself, then its statements in order."""
    row = Conference.objects.public().with_context().filter(slug=slug).first()
    if row is None:
        return missing(Conference, slug)
    first = csl.conference_item(row, site_url(request))
    return citations(request, Statement.objects.public().at(row).in_order(), slug, extension, first)


@export
def statements(request, extension):
    """The statements on all pages of a list with these filters."""
    filterset = StatementFilter(request.GET, Statement.objects.public(), request=request)
    if not filterset.form.is_valid():
        return bad_request(filterset)
    return citations(request, filterset.qs, "statements", extension)


def citations(request, queryset, name, extension, *first):
    rows = queryset.for_citing().defer("text").iterator(chunk_size=CHUNK)
    items = chain(first, (csl.statement_item(row, site_url(request)) for row in rows))
    file_format = FORMATS[extension]
    return Export(queryset, file_format.media_type, f"{name}.{extension}", lines=file_format.write(items))


def file_response(response, name, extension):
    response["Content-Type"] = FORMATS[extension].media_type
    response["Content-Disposition"] = f'inline; filename="{name}.{extension}"'
    return response


def missing(model, slug):
    return tombstone_or_404(model.objects.tombstones(), slug, gone, _("There is nothing at this address."))


def gone(_row):
    return plain_text(_("This was withdrawn. The reason is on its page."), status=410)
