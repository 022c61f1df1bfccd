"""Pages with citations in each style, and the files for reference managers."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing import csl
from proceedings.citing.paragraphs import paragraph_number
from proceedings.citing.styles import formatted
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import site_url
from proceedings.templatetags.downloads import files_of

from . import conferences, statements

REFERENCES = {
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
}


@require_safe
def statement(request, slug):
    """Cite a statement, or with ?paragraph=3 its third paragraph."""
    statement = Statement.objects.public().for_citing().filter(slug=slug).first()
    if statement is None:
        return statements.missing(request, slug)
    value = request.GET.get("paragraph", "")
    context = {"statement": statement, "paragraph_value": value}
    try:
        paragraph = paragraph_number(value, statement.text, statement.text_format)
    except ValueError as error:
        return render(request, "cite.html", context | {"thing": statement, "error": str(error)}, status=400)
    item = csl.statement_item(statement, site_url(request), paragraph)
    query = f"paragraph={paragraph}" if paragraph else ""
    return citation_page(request, "statement", statement, item, query, paragraph=paragraph, **context)


@require_safe
def conference(request, slug):
    conference = Conference.objects.public().with_context().filter(slug=slug).first()
    if conference is None:
        return conferences.missing(request, slug)
    return citation_page(request, "conference", conference, csl.conference_item(conference, site_url(request)))


@require_safe
def speaker(request, slug):
    speaker = Speaker.objects.public().with_last_publication().with_context().filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no speaker at this address."))
    return citation_page(request, "speaker", speaker, csl.speaker_item(speaker, site_url(request)))


def citation_page(request, page, thing, item, query="", **context):
    """Render the citations of a CSL item; `page` is the name of the address whose files are offered."""
    files = [file for file in files_of(page, thing.slug, query) if file.media_type in REFERENCES]
    return render(request, "cite.html", {"thing": thing, "citations": formatted(item), "files": files} | context)
