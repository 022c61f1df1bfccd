"""Pagination: numbered pages for the first rows of a list, a cursor for all of it."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from proceedings.batches import rows_of
from proceedings.models.reads.page_keys import page_keys

from .query_params import SLUG, ecma_pattern, positive_number

PAGE_SIZE, MAX_PAGE_SIZE = 50, 200
# To reach a numbered page, the database counts from the first row. Rows after this one need a cursor, which does not.
LAST_ROW = 10_000
START = "*"


class Pagination(BasePagination):
    """Sorts and slices primary keys alone, then fetches whole rows for them."""

    parameters = ("page", "page_size", "cursor")

    def paginate_queryset(self, queryset, request, view):
        query = request.query_params
        self.url = request.build_absolute_uri()
        self.size = positive_number(query, "page_size", PAGE_SIZE, MAX_PAGE_SIZE)
        keys = self.cursor_keys(queryset, view, query) if "cursor" in query else self.page_keys(queryset, view, query)
        return rows_of(keys, view.get_queryset().order_by().in_bulk)

    def page_keys(self, queryset, view, query):
        """The keys of one numbered page."""
        page = positive_number(query, "page", 1)
        reachable = max(1, LAST_ROW // self.size)
        if page > reachable:
            message = _("Page numbers end at %d. Narrow the search, or use cursor=* to read the whole list.")
            raise ValidationError({"page": [message % reachable]})
        is_filtered = any(query.get(name) for name in view.filterset_class.base_filters if name != "ordering")
        number = view.number if is_filtered else view.queryset.number_public()
        self.count = queryset.count() if number is None else number
        last = max(1, -(-self.count // self.size))
        if page > last:
            params = {"page": page, "last": last}
            raise NotFound(_("There is no page %(page)d. The last page is %(last)d.") % params)
        last = min(last, reachable)
        self.links = {"first": self.link(page=1), "last": self.link(page=last)}
        if page > 1:
            self.links["prev"] = self.link(page=page - 1)
        if page < last:
            self.links["next"] = self.link(page=page + 1)
        start = (page - 1) * self.size
        stop = min(start + self.size, self.count)
        return page_keys(queryset, start, stop, number, view.matches)

    def cursor_keys(self, queryset, view, query):
        """The keys of the rows whose addresses follow the cursor's."""
        if "page" in query:
            raise ValidationError({"page": [_("A cursor cannot be combined with page. Leave one of them out.")]})
        if (cursor := query["cursor"]) != START:
            queryset = queryset.filter(after_cursor(cursor, view.address))
        rows = list(queryset.order_by(*view.address).values_list("pk", *view.address)[: self.size + 1])
        self.count = None
        self.links = {"first": self.link(cursor=START)}
        if len(rows) > self.size:
            rows.pop()
            self.links["next"] = self.link(cursor="/".join(rows[-1][1:]))
        return [key for key, *_address in rows]

    def link(self, **place):
        [(name, value)] = place.items()
        if place == {"page": 1}:
            return remove_query_param(self.url, "page")
        return replace_query_param(self.url, name, value)

    def get_paginated_response(self, data):
        """Return the rows, with links to other pages in the body and in the Link header (RFC 8288)."""
        body = {"count": self.count, "next": self.links.get("next"), "previous": self.links.get("prev")}
        header = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in self.links.items())
        return Response(body | {"results": data}, headers={"Link": header})

    def get_schema_operation_parameters(self, view):
        slug = ecma_pattern(SLUG).strip("^$")
        cursor = rf"^(\*|{'/'.join([slug] * len(view.address))})$"
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        parameters = {
            "page": ({"type": "integer", "minimum": 1, "maximum": LAST_ROW}, "The page number."),
            "page_size": (size, "The number of rows on a page."),
            "cursor": (
                {"type": "string", "pattern": cursor},
                "Reads a list of any length in the order of slugs: start with `*`, then follow `next`.",
            ),
        }
        return [
            {"name": name, "in": "query", "description": text, "schema": schema}
            for name, (schema, text) in parameters.items()
        ]

    def get_paginated_response_schema(self, schema):
        url = {"type": ["string", "null"], "format": "uri"}
        count = {
            "type": ["integer", "null"],
            "description": "The number of rows on all pages; null with a cursor.",
        }
        properties = {"count": count, "next": url, "previous": url, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}


def after_cursor(cursor, address):
    """The condition for rows whose address columns come after the cursor's; raises ValidationError."""
    parts = cursor.split("/")
    if len(parts) != len(address) or not all(re.match(SLUG, part) for part in parts):
        message = _("This is not a valid cursor. Start with cursor=*, then follow “next”.")
        raise ValidationError({"cursor": [message]})
    condition = Q()
    for column, part in reversed(list(zip(address, parts, strict=True))):
        greater = Q(**{f"{column}__gt": part})
        condition = greater | (Q(**{column: part}) & condition) if condition else greater
    return condition
