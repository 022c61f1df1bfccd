"""A quotation of a statement that other sites can show in an iframe."""

from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from proceedings import markup
from proceedings.models import Statement

from .statements import missing

# Characters of HTML after which the quotation ends with a link to the whole statement.
LENGTH = 300


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request, slug):
    """Quote the beginning of a statement, or with ?paragraph=3 its third paragraph."""
    statement = Statement.objects.public().with_context().filter(slug=slug).first()
    if statement is None:
        return missing(request, slug, gone)
    blocks = [block for block in markup.paragraphs(statement.text, statement.text_format) if block.number]
    quotation = quoted(blocks, request.GET.get("paragraph"))
    context = {
        "statement": statement,
        "paragraphs": quotation,
        "is_part": len(quotation) < len(blocks),
        "anchor": f"#p{quotation[0].number}" if "paragraph" in request.GET else "",
    }
    return render(request, "statements/embed.html", context)


def gone(request, reason):
    """The tombstone of a statement, for an iframe."""
    return render(request, "statements/embed.html", {"reason": reason}, status=410)


def quoted(blocks, number):
    """The paragraphs to quote: the one with the number, or with None the first ones up to about LENGTH."""
    if number is not None:
        chosen = [block for block in blocks if str(block.number) == number]
        if not chosen:
            raise Http404(_("The statement has no paragraph “%s”.") % number)
        return chosen
    beginning, length = [], 0
    for block in blocks:
        if length >= LENGTH:
            break
        beginning.append(block)
        length += len(block.html)
    return beginning
