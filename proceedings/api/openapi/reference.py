"""The schema as a page: every address with its parameters and its response. It needs no script."""

from typing import NamedTuple

from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.api.pagination import LAST_ROW, MAX_PAGE_SIZE

from .schema import PROBLEMS, openapi_document

# More values than this are the codes of a standard, which the description names.
MAX_VALUES = 30


class Field(NamedTuple):
    """A parameter or a field: its name, the kind of its values, its description."""

    name: str
    kind: SafeString
    description: str


class Operation(NamedTuple):
    """An address of the API; `is_complete` if it has no placeholders."""

    path: str
    description: str
    parameters: list[Field]
    response: SafeString
    is_complete: bool


class Record(NamedTuple):
    name: str
    description: str
    fields: list[Field]


@require_safe
def reference(request):
    context = {
        "operations": operations(),
        "records": records(),
        "max_page_size": MAX_PAGE_SIZE,
        "last_row": LAST_ROW,
        "problems": PROBLEMS.items(),
    }
    return render(request, "api/reference.html", context)


def operations():
    return [
        Operation(
            path,
            methods["get"].get("description", ""),
            [
                Field(parameter["name"], kind(parameter["schema"]), parameter.get("description", ""))
                for parameter in methods["get"].get("parameters", [])
                if parameter["in"] == "query"
            ],
            response(methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]),
            "{" not in path,
        )
        for path, methods in openapi_document()["paths"].items()
    ]


def response(schema):
    """The kind of a response, with a link to its record."""
    page = component(schema)["properties"].get("results")
    if page is None:
        return kind(schema)
    record = component_name(page["items"]).removesuffix("Row")
    return format_html('{} <a href="#{}">{}</a>', _("a page of"), record, record)


def records():
    """The records in responses. Rows of lists have the fields of their record, so they are left out."""
    return [
        Record(
            name,
            schema.get("description", ""),
            [Field(field, kind(part), description(part)) for field, part in schema["properties"].items()],
        )
        for name, schema in openapi_document()["components"]["schemas"].items()
        if "properties" in schema and not name.endswith(("Row", "RowList"))
    ]


def description(schema):
    """The description, without the list of values that drf-spectacular adds."""
    return schema.get("description", "").partition("* `")[0]


def component_name(schema):
    return schema["$ref"].rpartition("/")[2]


def component(schema):
    return openapi_document()["components"]["schemas"][component_name(schema)]


def kind(schema) -> SafeString:
    """The values that a schema allows, in a few words."""
    if "$ref" in schema:
        part = component(schema)
        return kind(part) if "enum" in part else format_html('<a href="#{0}">{0}</a>', component_name(schema))
    if parts := schema.get("oneOf") or schema.get("allOf"):
        return either([kind(part) for part in parts])
    if values := schema.get("enum"):
        if len(values) > MAX_VALUES:
            return format_html("{}", _("one of %d codes") % len(values))
        return either([format_html("<code>{}</code>", value) for value in values])
    if schema.get("type") == "array":
        return format_html("{} {}", _("list of"), kind(schema["items"]))
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    first = {"date": _("date"), "date-time": _("time with its zone"), "uri": _("address")}.get(schema.get("format"))
    return either([first or types[0], *types[1:]])


def either(parts):
    return format_html_join(_(" or "), "{}", ((part,) for part in parts))
