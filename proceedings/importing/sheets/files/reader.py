"""Read a file into a Sheet, from any kind of spreadsheet."""

import io
import zipfile

from django.utils.translation import gettext as _

from .csv_file import read_csv
from .sheet import UnreadableSheetError
from .workbook import read_workbook

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheet(name, data, encoding=""):
    """The Sheet in the bytes of an XLSX or CSV file, by content; `encoding` is for a CSV file without Unicode."""
    if data.startswith(ZIP):
        check_kind(data)
        return read_workbook(name, data)
    if data.startswith(OLE):
        raise UnreadableSheetError(
            _("This is a workbook of the old kind (.xls) or has a password: save it as .xlsx without a password.")
        )
    return read_csv(name, data, encoding=encoding)


def check_kind(data):
    """Refuse an archive that is another kind of document, with the remedy."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # The reader of workbooks says so.
        return
    if "content.xml" in names or data[:100].find(OPEN_DOCUMENT) >= 0:
        raise UnreadableSheetError(
            _("This is an OpenDocument file (.ods): save it as Excel (.xlsx), or as CSV in UTF-8.")
        )
    if "xl/workbook.bin" in names or "Index/Document.iwa" in names:
        raise UnreadableSheetError(
            _("This is a workbook of another kind (.xlsb or Numbers): save it as Excel (.xlsx), or as CSV in UTF-8.")
        )
    if "word/document.xml" in names:
        raise UnreadableSheetError(
            _("This is a Word document. Choose “Draft from a document” for it, or copy its table into a spreadsheet.")
        )
    if any(name.lower().endswith((".xlsx", ".ods", ".csv", ".tsv")) for name in names):
        raise UnreadableSheetError(_("This is an archive. Take the sheets out of it, and upload them one by one."))
