"""How to cite a thing, written out in each style, with its files for programs that keep references."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing import csl
from proceedings.citing.paragraphs import paragraph_number
from proceedings.citing.styles import formatted
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import site_url
from proceedings.templatetags.takeaway import files_of

from . import conferences, statements

REFERENCES = {
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
}


@require_safe
def statement(request, slug):
    """A statement, or with ?paragraph=3 its third paragraph."""
    found = Statement.objects.public().for_citing().filter(slug=slug).first()
    if found is None:
        return statements.missing(request, slug)
    asked = request.GET.get("paragraph", "")
    try:
        paragraph = paragraph_number(asked, found.text)
    except ValueError as error:
        context = {"thing": found, "statement": found, "asked": asked, "refusal": str(error)}
        return render(request, "cite.html", context, status=400)
    item = csl.statement_item(found, site_url(request), paragraph)
    query = f"paragraph={paragraph}" if paragraph else ""
    return cited(request, "statement", found, item, query, statement=found, paragraph=paragraph, asked=asked)


@require_safe
def conference(request, slug):
    found = Conference.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        return conferences.missing(request, slug)
    return cited(request, "conference", found, csl.conference_item(found, site_url(request)))


@require_safe
def speaker(request, slug):
    found = Speaker.objects.public().with_last_publication().with_context().filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no speaker at this address."))
    return cited(request, "speaker", found, csl.speaker_item(found, site_url(request)))


def cited(request, noun, thing, item, query="", **more):
    files = [file for file in files_of(noun, thing.slug, query) if file.media_type in REFERENCES]
    return render(request, "cite.html", {"thing": thing, "citations": formatted(item), "files": files, **more})
