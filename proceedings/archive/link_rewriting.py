"""Rewriting the links of a page for the archive."""

from lxml import html

PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)
# Forms, and elements that templates mark because they need a running site.
DYNAMIC = "//form | //*[@data-live]"


def rewrite_links(page, archived):
    """Return the HTML of a page (bytes) with rewritten links and without elements that need a running site.

    `archived(link, tag)` returns the link for the archive, None to leave it unchanged, or "" to remove the element.
    """
    tree = html.document_fromstring(page, parser=PARSER)
    for element in tree.xpath(DYNAMIC):
        element.drop_tree()
    for value in tree.xpath("//@href[not(../@rel='external')] | //@src"):
        element, name = value.getparent(), value.attrname
        link = archived(str(value), element.tag)
        if link:
            element.set(name, link)
        elif link == "":
            element.drop_tree()
    return html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
