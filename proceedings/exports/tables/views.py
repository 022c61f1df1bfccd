"""Views of a list, or of the statements of a row, as CSV or JSON."""

from proceedings.exports.bad_request import bad_request
from proceedings.exports.export import Export, export
from proceedings.exports.row_file import row_file
from proceedings.responses import site_url

from . import STATEMENTS, csv_file, json_file

TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


def list_view(table, filterset_class, extension):
    """Return the view of a list's file, with all rows that pass the filters."""

    @export
    def view(request):
        filterset = filterset_class(request.GET, table.rows.all(), request=request)
        if not filterset.form.is_valid():
            return bad_request(filterset)
        lines = file_lines(extension, table, filterset.qs, site_url(request), {"address": request.build_absolute_uri()})
        return table_export(filterset.qs, lines, extension, table.name)

    return view


def row_view(table, statements, extension):
    """Return the view of a row's file: its statements, and in JSON also its own record."""

    @export
    @row_file(table.rows)
    def view(request, row):
        head = {row._meta.model_name: table.record(row, site_url(request))}
        rows = statements(row)
        lines = file_lines(extension, STATEMENTS, rows, site_url(request), head)
        return table_export(rows, lines, extension, row.slug)

    return view


def file_lines(extension, table, queryset, site, head):
    records = table.records(queryset, site)
    if extension == "csv":
        return csv_file.lines(list(table.meanings), records)
    return json_file.lines(head, table.name, records)


def table_export(rows, lines, extension, name):
    return Export(rows, TYPES[extension], f"{name}.{extension}", is_attachment=extension == "csv", lines=lines)
