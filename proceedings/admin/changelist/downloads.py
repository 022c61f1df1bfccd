"""Any list as a file: the rows that are filtered, in their order."""

import tempfile
from array import array

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, ManyToManyField
from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources, widgets
from import_export.formats import base_formats

from proceedings.importing.sheets import writer
from proceedings.importing.sheets.sheet import MOST_ROWS

XLSX, CSV = base_formats.XLSX(), base_formats.CSV()
# Rows fetched at a time.
SIZE = 500
# Characters; small enough to hold, large enough to be worth sending.
PIECE = 1 << 16
# A workbook up to this size is made in memory.
IN_MEMORY = 4 * 2**20


class Named(widgets.Widget):
    """What a row refers to, by its name."""

    def render(self, value, obj=None, **kwargs):
        if hasattr(value, "all"):
            return "; ".join(map(str, value.all()))
        return "" if value is None else str(value)


class ListResource(resources.ModelResource):
    """All that a noun's row has, in words; import-export knows how to read it off."""

    @classmethod
    def field_from_django_field(cls, field_name, django_field, readonly):
        attribute = f"get_{field_name}_display" if django_field.choices else field_name
        return fields.Field(attribute=attribute, column_name=capfirst(django_field.verbose_name), widget=Named())


def resource_of(model):
    opts = model._meta
    names = [field.name for field in opts.concrete_fields if field.serialize and not field.primary_key]
    names += [field.name for field in opts.many_to_many]
    return resources.modelresource_factory(model, ListResource, {"fields": names, "export_order": names})()


class Downloading:
    """Adds the files to the admin of a noun. Whoever may look at the list may take it along."""

    change_list_template = "admin/proceedings/change_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_download"
        return [path("list.<str:form>", self.admin_site.admin_view(self.download), name=name), *super().get_urls()]

    def download(self, request, form):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in {"xlsx", "csv"}:
            raise Http404
        here = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{here}?e=1")
        if form == "csv":
            return streamed(writer.csv_lines(*self.listed(found)), f"{self.opts.model_name}s.csv")
        if found.count() > MOST_ROWS:
            message = _("An Excel file of more than %d rows is too long: filter the list first, or take the CSV file.")
            self.message_user(request, message % MOST_ROWS, messages.WARNING)
            return HttpResponseRedirect(f"{here}?{request.GET.urlencode()}")
        return book_file(self.book(found), f"{self.opts.model_name}s.xlsx")

    def book(self, found):
        headings, rows = self.listed(found)
        made = writer.Book()
        made.add(str(capfirst(self.opts.verbose_name_plural))[:31], headings, rows, widths=[24] * len(headings))
        return made

    def listed(self, found):
        """The headings, and the rows of texts of a QuerySet in its order, read some hundreds at a time."""
        resource = resource_of(self.model)
        return resource.get_export_headers(), self.texts(resource, found)

    def texts(self, resource, found):
        references = [field.name for field in self.opts.concrete_fields if isinstance(field, ForeignKey)]
        many = [field.name for field in self.opts.many_to_many if isinstance(field, ManyToManyField)]
        keys = array("q", found.values_list("pk", flat=True).iterator())
        rows = self.model._base_manager.select_related(*references, *self.label_related).prefetch_related(*many)
        for start in range(0, len(keys), SIZE):
            some = keys[start : start + SIZE].tolist()
            here = rows.in_bulk(some)
            yield from (resource.export_resource(here[key]) for key in some if key in here)


def book_file(book, name):
    """A workbook as an answer; it is whole before the first of it is sent."""
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    book.save(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX.get_content_type())


def streamed(lines, name):
    return attached(StreamingHttpResponse(pieces(lines), content_type=f"{CSV.get_content_type()}; charset=utf-8"), name)


def attached(response, name):
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def pieces(lines):
    """Lines put together until they are worth sending."""
    held, length = [], 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length > PIECE:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)
