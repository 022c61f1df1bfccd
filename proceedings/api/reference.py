"""The schema as a page: every address, what may be asked, what comes back. It needs no script."""

from typing import NamedTuple

from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .paging import MOST, REACH
from .schema import PROBLEMS, document

# More values than this are a code of some standard, which its description names.
MOST_VALUES = 30


class Fact(NamedTuple):
    """A parameter or a field: what it is called, what its values are, what they mean."""

    name: str
    kind: SafeString
    meaning: str


class Question(NamedTuple):
    """An address that can be asked; `is_open` tells one that is complete as it stands."""

    path: str
    meaning: str
    parameters: list[Fact]
    answer: SafeString
    is_open: bool


class Record(NamedTuple):
    name: str
    meaning: str
    fields: list[Fact]


@require_safe
def reference(request):
    schemas = document()["components"]["schemas"]
    told = {"questions": questions(), "records": records(schemas), "most": MOST, "reach": REACH}
    return render(request, "api/reference.html", told | {"problems": PROBLEMS.items()})


def questions():
    return [
        Question(
            path,
            asked["get"].get("description", ""),
            [
                Fact(parameter["name"], kind(parameter["schema"]), parameter.get("description", ""))
                for parameter in asked["get"].get("parameters", [])
                if parameter["in"] == "query"
            ],
            answer(asked["get"]["responses"]["200"]["content"]["application/json"]["schema"]),
            "{" not in path,
        )
        for path, asked in document()["paths"].items()
    ]


def answer(schema):
    """What comes back, with a link to what it is made of."""
    page = document()["components"]["schemas"][target(schema)]["properties"].get("results")
    if page is None:
        return kind(schema)
    record = target(page["items"]).removesuffix("Row")
    return format_html('{} <a href="#{}">{}</a>', _("a page of"), record, record)


def records(schemas):
    """What answers are made of. A list's rows have the fields of their record; values of a field stand at the field."""
    return [
        Record(
            name,
            schema.get("description", ""),
            [Fact(field, kind(part), meaning(part)) for field, part in schema["properties"].items()],
        )
        for name, schema in schemas.items()
        if "properties" in schema and not name.endswith(("Row", "RowList"))
    ]


def meaning(schema):
    """The description, without the list of values that drf-spectacular adds."""
    return schema.get("description", "").partition("* `")[0]


def target(schema):
    return schema["$ref"].rpartition("/")[2]


def kind(schema) -> SafeString:
    """What values a schema allows, in a few words."""
    if "$ref" in schema:
        part = document()["components"]["schemas"][target(schema)]
        return kind(part) if "enum" in part else format_html('<a href="#{0}">{0}</a>', target(schema))
    if parts := schema.get("oneOf") or schema.get("allOf"):
        return joined(_(" or "), [kind(part) for part in parts])
    if values := schema.get("enum"):
        if len(values) > MOST_VALUES:
            return format_html("{}", _("one of %d codes") % len(values))
        return joined(_(" or "), [format_html("<code>{}</code>", value) for value in values])
    if schema.get("type") == "array":
        return format_html("{} {}", _("list of"), kind(schema["items"]))
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    first = {"date": _("date"), "date-time": _("time with its zone"), "uri": _("address")}.get(schema.get("format"))
    return joined(_(" or "), [first or types[0], *types[1:]])


def joined(between, parts):
    text = format_html("{}", parts[0])
    for part in parts[1:]:
        text = format_html("{}{}{}", text, between, part)
    return text
