"""Read a file into a Sheet, from any kind of spreadsheet."""

from django.utils.translation import gettext as _

from .csv_file import read_csv
from .sheet import UnreadableSheetError
from .workbook import read_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheet(name, data, encoding=""):
    """The Sheet in the bytes of an XLSX or CSV file, by content; `encoding` is for a CSV file without Unicode."""
    if data.startswith(ZIP):
        return read_workbook(name, data)
    if data.startswith(OLE):
        raise UnreadableSheetError(
            _("This is a workbook of the old kind (.xls) or has a password: save it as .xlsx without a password.")
        )
    return read_csv(name, data, encoding=encoding)
