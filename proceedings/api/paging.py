"""A part of a long list: numbered pages to its first rows, a cursor through all of it."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from .questions import SLUG, ecma, number

PAGE_SIZE, MOST = 50, 200
# The database counts its way to a page from the first row. Further than this a cursor leads, which does not.
REACH = 10_000
BEGINNING = "*"


class Paging(BasePagination):
    """Sorts and cuts keys alone; the view then fetches whole rows for them."""

    parameters = ("page", "page_size", "cursor")

    def paginate_queryset(self, queryset, request, view):
        query = request.query_params
        self.address = request.build_absolute_uri()
        self.size = number(query, "page_size", PAGE_SIZE, MOST)
        keys = self.walk(queryset, view, query) if "cursor" in query else self.page(queryset, query)
        # One that was withdrawn just now is not shown.
        rows = view.get_queryset().order_by().in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def page(self, queryset, query):
        """The keys of one numbered page."""
        page = number(query, "page", 1)
        reachable = max(1, REACH // self.size)
        if page > reachable:
            sentence = _("Pages end with page %d here. Narrow the question, or walk through all with cursor=*.")
            raise ValidationError({"page": [sentence % reachable]})
        self.count = queryset.count()
        last = max(1, -(-self.count // self.size))
        if page > last:
            told = {"page": page, "last": last}
            raise NotFound(_("There is no page %(page)d: the list ends with page %(last)d.") % told)
        last = min(last, reachable)
        self.links = {"first": self.at(page=1), "last": self.at(page=last)}
        if page > 1:
            self.links["prev"] = self.at(page=page - 1)
        if page < last:
            self.links["next"] = self.at(page=page + 1)
        start = (page - 1) * self.size
        return list(queryset.values_list("pk", flat=True)[start : start + self.size])

    def walk(self, queryset, view, query):
        """The keys of the rows whose addresses come after the cursor's."""
        if "page" in query:
            raise ValidationError({"page": [_("A cursor has no pages: take one of both away.")]})
        if (cursor := query["cursor"]) != BEGINNING:
            queryset = queryset.filter(past(cursor, view.address))
        rows = queryset.order_by(*view.address).values_list("pk", *view.address)[: self.size + 1]
        rows = list(rows)
        self.count = None
        self.links = {"first": self.at(cursor=BEGINNING)}
        if len(rows) > self.size:
            rows.pop()
            self.links["next"] = self.at(cursor="/".join(rows[-1][1:]))
        return [key for key, *_address in rows]

    def at(self, **place):
        [(name, value)] = place.items()
        if place == {"page": 1}:
            return remove_query_param(self.address, "page")
        return replace_query_param(self.address, name, value)

    def get_paginated_response(self, data):
        """The rows, and where the others are: in the body, and as Link headers (RFC 8288)."""
        body = {"count": self.count, "next": self.links.get("next"), "previous": self.links.get("prev")}
        link = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in self.links.items())
        return Response(body | {"results": data}, headers={"Link": link})

    def get_schema_operation_parameters(self, view):
        one = ecma(SLUG).strip("^$")
        cursor = rf"^(\*|{'/'.join([one] * len(view.address))})$"
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE}
        described = {
            "page": ({"type": "integer", "minimum": 1, "maximum": REACH}, "The number of a page."),
            "page_size": (size, "How many rows there are on a page."),
            "cursor": (
                {"type": "string", "pattern": cursor},
                "Walks through a list of any length in the order of addresses: begin with `*`, then follow `next`.",
            ),
        }
        return [
            {"name": name, "in": "query", "description": text, "schema": schema}
            for name, (schema, text) in described.items()
        ]

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        count = {
            "type": ["integer", "null"],
            "description": "How many rows there are on all pages; null with a cursor.",
        }
        properties = {"count": count, "next": address, "previous": address, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}


def past(cursor, address):
    """The condition for the rows whose addresses come after the cursor's; raises ValidationError."""
    parts = cursor.split("/")
    if len(parts) != len(address) or not all(re.match(SLUG, part) for part in parts):
        raise ValidationError({"cursor": [_("This is no cursor: begin with *, then follow “next”.")]})
    condition = Q()
    for column, part in reversed([*zip(address, parts, strict=True)]):
        further = Q(**{f"{column}__gt": part})
        condition = further | (Q(**{column: part}) & condition) if condition else further
    return condition
