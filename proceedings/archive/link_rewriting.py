"""A page of the site as a page of the archive."""

from lxml import html

PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)
# Forms, and what templates mark: things that only a running site can do.
LIVE = "//form | //*[@data-live]"


def rewrite(page, archived):
    """The HTML of a page, bytes in and out, without what needs a running site.

    `archived(link, tag)` is the link as the archive has it, None to leave it as it is, or "" for none at all.
    """
    tree = html.document_fromstring(page, parser=PARSER)
    for element in tree.xpath(LIVE):
        element.drop_tree()
    for value in tree.xpath("//@href[not(../@rel='external')] | //@src"):
        element, name = value.getparent(), value.attrname
        link = archived(str(value), element.tag)
        if link:
            element.set(name, link)
        elif link == "":
            element.drop_tree()
    return html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")
