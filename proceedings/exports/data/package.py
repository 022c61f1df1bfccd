"""The zip: written in bounded memory, the same bytes for the same record."""

import zipfile

from proceedings.exports.tables import CONFERENCES, ORGANISATIONS, SPEAKERS, STATEMENTS, THEMES, document, spreadsheet

from . import fixtures, readme

# The earliest day that a zip knows: a file's own time would make every package a new one.
DAY = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644


def write(file, scope, title, site):
    """Write the package of a scope into a binary file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, lines in parts(scope, title, site):
            about = zipfile.ZipInfo(name, DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = PLAIN_FILE << 16
            with package.open(about, "w", force_zip64=True) as part:
                for line in lines:
                    part.write(line.encode())


def parts(scope, title, site):
    """Each file of the package: its name and its lines."""
    tables = [
        (STATEMENTS, scope.statements),
        (SPEAKERS, scope.speakers),
        (CONFERENCES, scope.conferences),
        (ORGANISATIONS, scope.organisations),
        (THEMES, scope.themes),
    ]
    yield "README.md", readme.lines(title, scope, site, [table for table, _found in tables])
    yield "fixtures.json", fixtures.lines(scope)
    for table, found in tables:
        yield f"{table.name}.csv", spreadsheet.lines(list(table.meanings), table.records(found, site))
        yield f"{table.name}.json", document.lines({}, table.name, table.records(found, site))
