"""A statement for whoever meets its address in a text, by oEmbed 1.0 (https://oembed.com)."""

import re
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from proceedings.models import FormerAddress, Statement
from proceedings.responses import plain_text
from proceedings.text import xml_text

WIDTH, HEIGHT = 600, 400
LEAST = 200
PARAGRAPH = re.compile(r"p([1-9][0-9]{0,5})", re.ASCII)


@require_safe
def oembed(request):
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return plain_text(_("There is json and xml."), status=501)
    address = request.GET.get("url")
    if not address:
        return plain_text(_("Say which statement: url= and its address."), status=400)
    try:
        width, height = (size(request.GET, name, most) for name, most in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    except ValueError:
        return plain_text(_("maxwidth and maxheight are whole numbers of pixels."), status=400)
    slug, paragraph = named_by(address, request)
    statements = Statement.objects.public().with_context()
    statement = statements.filter(slug=slug).first()
    if statement is None and (present := FormerAddress.objects.present("statement", [slug]).get(slug)):
        slug, statement = present, statements.filter(slug=present).first()
    if statement is None:
        if Statement.objects.tombstones().filter(slug=slug).exists():
            return plain_text(_("The statement at this address was withdrawn; its page says why."), status=410)
        return plain_text(_("This is not the address of a statement on this site."), status=404)
    told = description(statement, paragraph, request, {"width": width, "height": height})
    return JsonResponse(told) if form == "json" else HttpResponse(as_xml(told), content_type="text/xml; charset=utf-8")


def size(asked, name, most):
    """At most what the visitor has room for; less than LEAST shows nothing."""
    return max(LEAST, min(most, int(asked.get(name) or most)))


def named_by(address, request):
    """The slug of the statement that an address of this site names and the number of the paragraph, each or None."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None, None
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host() or match.url_name != "statement":
        return None, None
    paragraph = PARAGRAPH.fullmatch(parts.fragment)
    return match.kwargs["slug"], paragraph and paragraph[1]


def description(statement, paragraph, request, room):
    quotation = reverse("statement-embed", args=[statement.slug]) + (f"?paragraph={paragraph}" if paragraph else "")
    told = {
        "version": "1.0",
        "type": "rich",
        "title": statement.title,
        "provider_name": _("Proceedings"),
        "provider_url": request.build_absolute_uri(reverse("home")),
        "html": frame(request.build_absolute_uri(quotation), statement, **room),
        **room,
    }
    if statement.speaker:
        told["author_name"] = statement.speaker.name
        told["author_url"] = request.build_absolute_uri(statement.speaker.get_absolute_url())
    return told


def frame(address, statement, width, height):
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        str(statement),
        width,
        height,
    )


def as_xml(told):
    root = etree.Element("oembed")
    for name, value in told.items():
        etree.SubElement(root, name).text = xml_text(str(value))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, standalone=True)
