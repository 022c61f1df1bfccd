"""A statement as a quotation that any site may show in a frame."""

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from proceedings import markup
from proceedings.models import Statement

from .statements import missing

# After so many letters the quotation leads to the rest.
ENOUGH = 300


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request, slug):
    """The beginning of a statement, or the paragraph that `?paragraph=3` names."""
    found = Statement.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        return missing(request, slug, gone)
    blocks = [block for block in markup.paragraphs(found.text) if block.number]
    shown = quoted(blocks, request.GET.get("paragraph"))
    context = {
        "statement": found,
        "paragraphs": shown,
        "is_part": len(shown) < len(blocks),
        "anchor": f"#p{shown[0].number}" if "paragraph" in request.GET else "",
    }
    return render(request, "statements/embed.html", context)


def gone(request, reason):
    return render(request, "statements/embed.html", {"reason": reason}, status=410)


def quoted(blocks, number):
    if number is not None:
        found = [block for block in blocks if str(block.number) == number]
        if not found:
            raise Http404(_("The statement has no paragraph “%s”.") % number)
        return found
    shown, letters = [], 0
    for block in blocks:
        if letters >= ENOUGH:
            break
        shown.append(block)
        letters += len(block.html)
    return shown
