"""Metadata in the head of a page: its canonical address, schema.org, COinS."""

import json

from django import template
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from proceedings.citing import coins as openurl
from proceedings.citing import csl, schema_org
from proceedings.citing.names import comma_separated
from proceedings.citing.rights import licence_url, rights_of
from proceedings.models.reads import present_profile
from proceedings.responses import site_url

register = template.Library()
register.filter(rights_of)
register.filter(licence_url)
# Characters that could end a <script> element or begin another one, as \u escapes of JSON.
SCRIPT_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@register.tag
def capture(parser, token):
    """`{% capture name %}…{% endcapture %}` renders the content to a variable, on one line."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(["endcapture"])
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


class CaptureNode(template.Node):
    def __init__(self, name, nodelist):
        self.name = name
        self.nodelist = nodelist

    def render(self, context):
        context[self.name] = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308 - as rendered
        return ""


@register.simple_tag(takes_context=True)
def site(context):
    """The scheme and host of every absolute address, such as https://example.org."""
    return site_url(context["request"])


@register.simple_tag(takes_context=True)
def site_profile(context):
    """The profile of the site; pages of errors that no view answers get the last one, without a query."""
    is_answered = getattr(context.get("request"), "resolver_match", None)
    return present_profile.site_profile() if is_answered else present_profile.last_known()


@register.simple_tag(takes_context=True)
def canonical(context):
    """The canonical address of the page, with its filters in a fixed order and its page number only."""
    query = query_params(context.get("filterset"))
    if (page := context.get("page_obj")) and page.number > 1:
        query.append(("page", page.number))
    address = f"{site(context)}{context['request'].path}"
    return f"{address}?{urlencode(query)}" if query else address


@register.filter
def query_string(filterset, exclude=""):
    """The query string of a filtered list without its page number; empty if a filter is invalid."""
    return urlencode([(name, value) for name, value in query_params(filterset) if name != exclude])


def query_params(filterset):
    if filterset is None or not filterset.form.is_valid():
        return []
    return [(name, value) for name in filterset.form.fields for value in filterset.data.getlist(name) if value]


@register.filter
def slashed(date):
    """A date as 2020/09/28, 2020/09 or 2020, as Highwire Press elements have it."""
    return date.isoformat().replace("-", "/")


@register.filter
def author_name(credit):
    """The name of a statement's speaker with the family name first, as reference managers expect, or the label."""
    return comma_separated(csl.author(credit))


@register.simple_tag(takes_context=True)
def linked_data(context, thing, *more):
    """A thing in the schema.org vocabulary, as a block of JSON-LD."""
    data = {"@context": "https://schema.org", "@graph": schema_org.graph(thing, site(context), *more)}
    text = json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - see above


@register.simple_tag(takes_context=True)
def coins(context, statement):
    """A statement as COinS, with which reference managers read lists of statements."""
    return format_html('<span class="Z3988" title="{}"></span>', openurl.context_object(statement, site(context)))
