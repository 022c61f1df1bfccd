"""Any list as a file: the filtered rows, in their order."""

import tempfile

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import ForeignKey, ManyToManyField
from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources, widgets
from import_export.formats import base_formats

from proceedings.admin.base.pages import AdminPage
from proceedings.batches import joined, rows_in_order
from proceedings.importing.sheets.files import writer
from proceedings.importing.sheets.files.sheet import MOST_ROWS
from proceedings.models.columns.programme_times import ProgrammeTimeField
from proceedings.serving.locks import BusyError, hold_lock

XLSX, CSV = base_formats.XLSX(), base_formats.CSV()
# A workbook up to this size, in bytes, is made in memory.
IN_MEMORY = 4 * 2**20
# Seconds that a request for a workbook waits for another one, of which this machine makes one at a time.
PATIENCE = 5
# Characters of a worksheet's title, by the format.
MAX_TITLE = 31


class NameWidget(widgets.Widget):
    """Render related rows by their names."""

    def render(self, value, obj=None, **kwargs):
        if hasattr(value, "all"):
            return "; ".join(map(str, value.all()))
        return "" if value is None else str(value)


class LocalTimeColumn(fields.Field):
    """The times of a programme in the zone of the conference, with their offset from UTC."""

    def get_value(self, instance):
        moment = super().get_value(instance)
        return moment and moment.astimezone(instance.conference.zone).isoformat(" ")


class ListResource(resources.ModelResource):
    """All fields of a row as texts."""

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        attribute = f"get_{field_name}_display" if django_field.choices else field_name
        column = LocalTimeColumn if isinstance(django_field, ProgrammeTimeField) else fields.Field
        return column(attribute=attribute, column_name=capfirst(django_field.verbose_name), widget=NameWidget())


class DownloadPage(AdminPage):
    """The list as list.xlsx or list.csv, for all who may view it."""

    route = "list.<str:file_format>"
    name = "download"

    def get(self, request, file_format):
        if file_format not in {"xlsx", "csv"}:
            raise Http404
        changelist = self.reverse("changelist")
        try:
            queryset = self.model_admin.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{changelist}?e=1")
        if file_format == "csv":
            table = self.model_admin.get_download_table(queryset)
            return csv_response(writer.csv_lines(*table), f"{self.opts.model_name}s.csv")
        if queryset.count() > MOST_ROWS:
            message = _("An Excel file has at most %d rows. Filter the list first, or download the CSV file.")
            messages.warning(request, message % MOST_ROWS)
            return HttpResponseRedirect(f"{changelist}?{request.GET.urlencode()}")
        try:
            with hold_lock("workbook", PATIENCE):
                workbook = self.model_admin.get_download_workbook(queryset)
                return workbook_response(workbook, f"{self.opts.model_name}s.xlsx")
        except BusyError:
            message = _("Another Excel file is being made. Try again in a moment, or download the CSV file.")
            messages.warning(request, message)
            return HttpResponseRedirect(f"{changelist}?{request.GET.urlencode()}")


def table_of(model_admin, queryset):
    """The headings, and the rows of texts of a QuerySet in its order, read some hundreds at a time."""
    opts = model_admin.opts
    names = [field.name for field in opts.concrete_fields if field.serialize and not field.primary_key]
    names += [field.name for field in opts.many_to_many]
    options = {"fields": names, "export_order": names}
    resource = resources.modelresource_factory(model_admin.model, ListResource, options)()
    return resource.get_export_headers(), text_rows(model_admin, resource, queryset)


def text_rows(model_admin, resource, queryset):
    opts = model_admin.opts
    references = [field.name for field in opts.concrete_fields if isinstance(field, ForeignKey)]
    many = [field.name for field in opts.many_to_many if isinstance(field, ManyToManyField)]
    rows = model_admin.model._base_manager.select_related(*references, *model_admin.label_related)
    return map(resource.export_resource, rows_in_order(queryset, rows.prefetch_related(*many).in_bulk))


def workbook_of(opts, headings, rows):
    """A workbook with one sheet, named after the model."""
    workbook = writer.Book()
    workbook.add(str(capfirst(opts.verbose_name_plural))[:MAX_TITLE], headings, rows, widths=[24] * len(headings))
    return workbook


def workbook_response(workbook, name):
    """A workbook as a response; it is complete before the first byte is sent."""
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    workbook.save(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX.get_content_type())


def csv_response(lines, name):
    content_type = f"{CSV.get_content_type()}; charset=utf-8"
    return as_attachment(StreamingHttpResponse(joined(lines), content_type=content_type), name)


def as_attachment(response, name):
    """The response, which the browser saves under this name."""
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
