"""What a page says of itself to programs: its own address, titles for those who share it, schema.org, COinS."""

import json

from django import template
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from proceedings.citing import coins as openurl
from proceedings.citing import schema_org
from proceedings.citing.names import comma_separated, name_variable
from proceedings.responses import site_url

register = template.Library()
# What could end a data block, or begin another element in it, as \u escapes of JSON.
IN_A_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@register.tag
def keep(parser, token):
    """`{% keep name %}…{% endkeep %}`: what stands between, on one line, as a variable of the template."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(["endkeep"])
    parser.delete_first_token()
    return KeepNode(name, nodelist)


class KeepNode(template.Node):
    def __init__(self, name, nodelist):
        self.name = name
        self.nodelist = nodelist

    def render(self, context):
        context[self.name] = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308 - as rendered
        return ""


@register.simple_tag(takes_context=True)
def site(context):
    """The beginning of every address, such as https://example.org."""
    return site_url(context["request"])


@register.simple_tag(takes_context=True)
def canonical(context):
    """The page's one address: the filters that it has, in their own order, the page's number, and nothing else."""
    query = asked(context.get("filterset"))
    if (page := context.get("page_obj")) and page.number > 1:
        query.append(("page", page.number))
    address = f"{site(context)}{context['request'].path}"
    return f"{address}?{urlencode(query)}" if query else address


@register.filter
def question(filterset, leave_out=""):
    """The query string of a filtered list without its page; empty when it was not understood."""
    return urlencode([(name, value) for name, value in asked(filterset) if name != leave_out])


def asked(filterset):
    if filterset is None or not filterset.form.is_valid():
        return []
    return [(name, value) for name in filterset.form.fields for value in filterset.data.getlist(name) if value]


@register.filter
def author_name(speaker):
    """The family name first, as the meta elements of references want it."""
    return comma_separated(name_variable(speaker))


@register.simple_tag(takes_context=True)
def linked_data(context, thing, *more):
    """The thing in schema.org's words, as a block of JSON-LD: data, which no browser runs."""
    data = {"@context": "https://schema.org", "@graph": schema_org.graph(thing, site(context), *more)}
    text = json.dumps(data, ensure_ascii=False).translate(IN_A_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - see above


@register.simple_tag(takes_context=True)
def coins(context, statement):
    """The statement for programs that read lists."""
    return format_html('<span class="Z3988" title="{}"></span>', openurl.context_object(statement, site(context)))
