"""Statements embedded in other sites by their address, with oEmbed 1.0 (https://oembed.com)."""

import re
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from proceedings.models import FormerAddress, Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.responses import plain_text
from proceedings.text import xml_text

# Pixels, if the other site sets no maximum.
WIDTH, HEIGHT = 600, 400
PARAGRAPH = re.compile(r"p([1-9][0-9]{0,5})", re.ASCII)


@require_safe
def oembed(request):
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return plain_text(_("The format must be json or xml."), status=501)
    address = request.GET.get("url")
    if not address:
        return plain_text(_("Give the address of a statement as url."), status=400)
    try:
        width, height = (size(request.GET, name, limit) for name, limit in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    except ValueError:
        return plain_text(_("maxwidth and maxheight must be whole numbers of pixels, at least 1."), status=400)
    slug, paragraph = statement_and_paragraph(address, request)
    statements = Statement.objects.public().with_context()
    statement = statements.filter(slug=slug).first()
    if statement is None and (current := FormerAddress.objects.present("statement", [slug]).get(slug)):
        slug, statement = current, statements.filter(slug=current).first()
    if statement is None:
        if Statement.objects.tombstones().filter(slug=slug).exists():
            return plain_text(_("This statement was withdrawn. The reason is on its page."), status=410)
        return plain_text(_("This is not the address of a statement on this site."), status=404)
    data = embed_data(statement, paragraph, request, {"width": width, "height": height})
    return JsonResponse(data) if form == "json" else HttpResponse(xml(data), content_type="text/xml; charset=utf-8")


def size(params, name, maximum):
    """The size that a parameter allows, at most `maximum`; raises ValueError."""
    allowed = int(params.get(name) or maximum)
    if allowed < 1:
        raise ValueError(allowed)
    return min(maximum, allowed)


def statement_and_paragraph(address, request):
    """The slug and the paragraph number in the address of a statement on this site, each None if absent."""
    try:
        parts = urlsplit(address)
        # Without its slash, an address of a page is redirected to the one with it.
        match = resolve(f"{parts.path.removesuffix('/')}/")
    except (ValueError, Resolver404):
        return None, None
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host() or match.url_name != "statement":
        return None, None
    paragraph = PARAGRAPH.fullmatch(parts.fragment)
    return match.kwargs["slug"], paragraph and paragraph[1]


def embed_data(statement, paragraph, request, dimensions):
    quotation = reverse("statement-embed", args=[statement.slug]) + (f"?paragraph={paragraph}" if paragraph else "")
    data = {
        "version": "1.0",
        "type": "rich",
        "title": statement.title,
        "provider_name": str(site_profile()),
        "provider_url": request.build_absolute_uri(reverse("home")),
        "html": frame(request.build_absolute_uri(quotation), statement, **dimensions),
        **dimensions,
    }
    if statement.is_spoken:
        # oEmbed has a single author.
        data["author_name"] = statement.speaker_names
    if statement.speaker and len(statement.credits) == 1:
        data["author_url"] = request.build_absolute_uri(statement.speaker.get_absolute_url())
    return data


def frame(address, statement, width, height):
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        statement.full_title,
        width,
        height,
    )


def xml(data):
    root = etree.Element("oembed")
    for name, value in data.items():
        etree.SubElement(root, name).text = xml_text(str(value))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True)
