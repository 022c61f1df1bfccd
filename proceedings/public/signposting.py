"""FAIR Signposting (https://signposting.org/FAIR/): Link headers that describe a page to programs."""

from urllib.parse import quote

from proceedings.citing.rights import licence_url
from proceedings.responses import site_url
from proceedings.templatetags.downloads import files_of

# Extensions of files with the text itself, which are items of the page; the others describe it.
CONTENT = {"pdf", "epub", "md", "txt", "xml"}


def signposted(response, request, page, thing, *, kind, conference=None, authors=()):
    """Add a Link header with the persistent address, type, authors, licence, files and conference of a thing.

    `page` is the name of its address and `kind` its type in schema.org. A conference does not list its statements:
    thousands of links are more than a proxy accepts in a header.
    """
    site = site_url(request)
    doi = getattr(thing, "doi", "")
    links = [
        (f"https://doi.org/{doi}" if doi else f"{site}{thing.get_absolute_url()}", "cite-as", ""),
        ("https://schema.org/AboutPage", "type", ""),
        (f"https://schema.org/{kind}", "type", ""),
    ]
    links += [(f"{site}{author.get_absolute_url()}", "author", "") for author in authors]
    if conference and (terms := licence_url(thing)):
        links.append((terms, "license", ""))
    if conference and conference != thing:
        links.append((f"{site}{conference.get_absolute_url()}", "collection", "text/html"))
    for file in files_of(page, thing.slug):
        relation = "item" if file.extension in CONTENT else "describedby"
        links.append((f"{site}{file.url}", relation, file.media_type))
    response["Link"] = ", ".join(link(*parts) for parts in links)
    return response


def link(target, relation, media_type):
    # An address on record may have characters that end it, separate links, or are not allowed in a header.
    target = quote(target, safe=":/?#[]@!$&'()*+=%~")
    return f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
