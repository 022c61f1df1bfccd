"""Read a file into a Sheet, from any kind of spreadsheet."""

import io
import zipfile

from django.utils.translation import gettext as _

from .csv_file import read_csv
from .open_document import read_open_document
from .sheet import UnreadableSheetError
from .workbook import read_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
# An OpenDocument file states its type within this many bytes.
START = 200
SHEETS = (".xlsx", ".ods", ".csv", ".tsv")


def read_sheet(name, data, encoding=""):
    """The Sheet in the bytes of an XLSX, ODS or CSV file, by content; `encoding` is for a CSV file without Unicode."""
    if data.startswith(ZIP):
        return reader_of(data)(name, data)
    if data.startswith(OLE):
        raise UnreadableSheetError(
            _("This is a workbook of the old kind (.xls) or has a password: save it as .xlsx without a password.")
        )
    return read_csv(name, data, encoding=encoding)


def reader_of(data):
    """The reader of an archive. Raise UnreadableSheetError with the remedy if it is another kind of document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # read_workbook raises the error for a damaged archive.
        names = set()
    if "content.xml" in names and SPREADSHEET in data[:START]:
        return read_open_document
    if "content.xml" in names or "word/document.xml" in names:
        message = _(
            "This is a text document. Choose “Draft from a document” for it, or copy its table into a spreadsheet."
        )
        raise UnreadableSheetError(message)
    if "xl/workbook.bin" in names or "Index/Document.iwa" in names:
        raise UnreadableSheetError(
            _("This is a workbook of another kind (.xlsb or Numbers): save it as Excel (.xlsx), or as CSV in UTF-8.")
        )
    if any(name.lower().endswith(SHEETS) for name in names):
        raise UnreadableSheetError(_("This is an archive. Take the sheets out of it, and upload them one by one."))
    return read_workbook
