"""The preview of a text while it is written."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from proceedings.markup import changes
from proceedings.models import TextFormat
from proceedings.models.columns.languages import canonical_language, validate_language

# Characters; about ten hours of speech. The text is rendered at every pause in typing.
MAX_LENGTH = 500_000
MOST_CHANGES = 5


@require_POST
def markdown_preview(request):
    """Render a text as readers would see it: an HTML fragment if `part` is in the query string, else a page.

    `of` names the form field with the text; without JavaScript, the whole form is sent.
    """
    text = request.POST.get(request.GET.get("of", "text"), "")
    if len(text) > MAX_LENGTH:
        message = _("This text is too long for a preview.")
        return HttpResponse(message, status=413, content_type="text/plain; charset=utf-8")
    text_format = request.POST.get("text_format", TextFormat.MARKDOWN)
    context = {
        "text": text,
        "text_format": text_format,
        "changes": changes(text, text_format)[:MOST_CHANGES],
        "language": valid_language(request.POST.get("language", "")),
    }
    if "part" in request.GET:
        return TemplateResponse(request, "admin/_markdown.html", context)
    return TemplateResponse(request, "admin/markdown.html", admin.site.each_context(request) | context)


def valid_language(tag):
    """Return the language tag, or "und" (undetermined) if it is not valid."""
    try:
        validate_language(tag)
    except ValidationError:
        return "und"
    return canonical_language(tag)
