"""The words of short texts in which programmes and sheets may have HTML: abstracts, descriptions and titles."""

import re
from html import unescape

from lxml import etree, html

from proceedings.text import printable

TAGS = (
    "html|body|p|br|hr|div|section|article|header|footer|main|nav|figure|figcaption|ul|ol|li|dl|dt|dd|a|b|i|u|s|q|em|"
    "strong|small|big|del|ins|mark|cite|abbr|center|su[bp]|code|pre|blockquote|span|font|img|iframe|video|audio|source|"
    "table|caption|colgroup|col|tbody|thead|tfoot|tr|t[dh]|wbr|h[1-6]|o:p"
)
TAG = re.compile(rf"</?(?:{TAGS})\b[^<>]*>", re.IGNORECASE)
# An angle bracket that begins no known tag is part of the text: "the <script> of a page".
NO_TAG = re.compile(rf"<(?!!--|/?(?:{TAGS})\b)", re.IGNORECASE)
HTML = re.compile(rf"</(?:{TAGS})\s*>|<br\b|^<p\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|[aouAOU]uml|szlig|[eE]acute|#\d{1,6});")
BLOCKS = re.compile(
    r"</?(?:p|div|section|article|header|footer|li|[uod]l|dt|dd|pre|blockquote|table|tr|h[1-6])\b[^<>]*>|<[bh]r\b[^<>]*>",
    re.IGNORECASE,
)
CELL_ENDS = re.compile(r"</t[dh]>", re.IGNORECASE)
CODE = re.compile(r"`[^`]*[<&]")
# Elements whose content readers do not see.
UNSEEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# A link with its address and its words.
LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(?P<address>https?://[^\"'\s<>]+)[^<>]*>(?P<words>.{0,2000}?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)


def words_of(text, *, is_markdown=False):
    """Return a text that may be HTML with its paragraphs; tags become paragraphs or nothing.

    In Markdown, which may contain HTML, line breaks stay. A text with < or & in code is returned unchanged.
    """
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if is_markdown and CODE.search(text):
        return text
    if not HTML.search(text):
        return plain_characters(text)
    text = NO_TAG.sub("&lt;", LINK.sub(with_address, UNSEEN.sub("", text)))
    text = CELL_ENDS.sub(lambda end: f" {end[0]}", BLOCKS.sub(lambda tag: f"\n\n{tag[0]}\n\n", text))
    try:
        text = html.fromstring(f"<div>{text}</div>").text_content()
    except (etree.LxmlError, ValueError, AssertionError):
        text = TAG.sub("", text)
    if is_markdown:
        return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", text).strip()
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, paragraphs))


def with_address(link):
    """Return an HTML link with its address in brackets after it, unless its words are the address."""
    words = unescape(" ".join(TAG.sub("", link["words"]).split()))
    is_address = bare(words) == bare(unescape(link["address"]))
    return link[0] if not words or is_address else f"{link[0]} ({link['address']})"


def bare(address):
    """Return an address without its scheme, "www." and final slash, as people write it."""
    return re.sub(r"^https?://(?:www\.)?|/$", "", address.casefold())


def plain_characters(text):
    """Return a text with characters in place of the entities of HTML."""
    return ENTITY.sub(lambda entity: unescape(entity[0]), text).replace("\xa0", " ") if "&" in text else text
