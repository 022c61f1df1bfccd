"""A file's bytes as a sheet, whichever kind of spreadsheet it is."""

from django.utils.translation import gettext as _

from . import delimited, workbook
from .sheet import UnreadableSheetError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(name, data, *, encoding=""):
    """The Sheet of an XLSX or a CSV file, known by what it contains; `encoding` is what an old CSV is written in."""
    if data.startswith(ZIP):
        return workbook.read(name, data)
    if data.startswith(OLE):
        raise UnreadableSheetError(
            _("This is a workbook of the old kind (.xls), or one with a password: save it as .xlsx without a password.")
        )
    return delimited.read(name, data, encoding=encoding)
