"""FAIR Signposting (https://signposting.org/FAIR/): what a page is, in the head of its answer."""

from urllib.parse import quote

from proceedings.citing.schema_org import licence
from proceedings.responses import site_url
from proceedings.templatetags.takeaway import files_of

# A file with the text itself is an item of the page; every other one describes it.
CONTENT = {"pdf", "epub", "md", "txt", "xml"}


def signposted(response, request, noun, thing, *, kind, conference=None, author=None):
    """The response with a Link header: persistent address, type, author, licence, files, and what it is part of.

    Statements are not listed for their conference: thousands of links would be more than a proxy takes in a header.
    """
    site = site_url(request)
    doi = getattr(thing, "doi", "")
    links = [
        (f"https://doi.org/{doi}" if doi else f"{site}{thing.get_absolute_url()}", "cite-as", ""),
        ("https://schema.org/AboutPage", "type", ""),
        (f"https://schema.org/{kind}", "type", ""),
    ]
    if author:
        links.append((f"{site}{author.get_absolute_url()}", "author", ""))
    if conference and (terms := licence(conference)):
        links.append((terms, "license", ""))
    if conference and conference != thing:
        links.append((f"{site}{conference.get_absolute_url()}", "collection", "text/html"))
    for file in files_of(noun, thing.slug):
        relation = "item" if file.extension in CONTENT else "describedby"
        links.append((f"{site}{file.url}", relation, file.media_type))
    response["Link"] = ", ".join(link(*parts) for parts in links)
    return response


def link(target, relation, media_type):
    # An address on record may have characters that end it here, part the links, or are none of a header's.
    target = quote(target, safe=":/?#[]@!$&'()*+=%~")
    return f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
