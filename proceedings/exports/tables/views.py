"""Addresses of lists and of what belongs to one noun, as files that are written while they are read."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from proceedings.batches import joined
from proceedings.exports.beside import beside
from proceedings.exports.refusing import refused
from proceedings.responses import site_url

from . import STATEMENTS, document, spreadsheet

TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


def listing(table, filterset_class, extension):
    """The view of a list's file: all the rows that the list's own filters find."""

    @require_safe
    def view(request):
        asked = filterset_class(request.GET, table.rows.all(), request=request)
        if not asked.form.is_valid():
            return refused(asked)
        lines = written(extension, table, asked.qs, site_url(request), {"address": request.build_absolute_uri()})
        return streamed(lines, extension, f"{table.name}.{extension}")

    return view


def belonging(table, statements, extension):
    """The view of the file beside a noun's page: its `statements(row)`, and in JSON what is known of itself."""

    @beside(table.rows)
    def view(request, row):
        head = {row._meta.model_name: table.record(row, site_url(request))}
        lines = written(extension, STATEMENTS, statements(row), site_url(request), head)
        return streamed(lines, extension, f"{row.slug}.{extension}")

    return view


def written(extension, table, found, site, head):
    records = table.records(found, site)
    if extension == "csv":
        return spreadsheet.lines(list(table.meanings), records)
    return document.lines(head, table.name, records)


def streamed(lines, extension, name):
    response = StreamingHttpResponse(joined(lines), content_type=TYPES[extension])
    response.headers["Content-Disposition"] = content_disposition_header(extension == "csv", name)
    return response
