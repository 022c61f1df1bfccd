"""The site's safe HTML as XHTML for a book, without links to other pages of the site."""

from django.utils.safestring import mark_safe
from lxml import etree, html

from proceedings import markup

from .blocks import is_external

# One level down, below the heading of the statement.
LOWER = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(2, 7)}


def paragraphs(text: str, text_format: str = markup.MARKDOWN) -> list[markup.Paragraph]:
    """The text's paragraphs, numbered as on the site, as well-formed XML."""
    return [paragraph._replace(html=xhtml(paragraph.html)) for paragraph in markup.paragraphs(text, text_format)]


def xhtml(safe):
    root = html.fragment_fromstring(safe, create_parent=True)
    for element in root.iter():
        element.tag = LOWER.get(element.tag, element.tag)
        if element.tag == "a" and not is_external(element.get("href", "")):
            element.attrib.clear()
    inner = [etree.tostring(child, encoding="unicode") for child in root]
    return mark_safe("".join(inner))  # noqa: S308 - nh3 has cleaned it
