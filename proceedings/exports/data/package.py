"""The zip file, written in bounded memory; the same data make the same bytes."""

import zipfile

from proceedings.exports.tables import CONFERENCES, ORGANISATIONS, SPEAKERS, STATEMENTS, THEMES, csv_file, json_file

from . import fixtures, readme

# The earliest time that a zip can have. A fixed time makes equal files from equal data.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644


def write(file, scope, title, site):
    """Write the package of a scope into a binary file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, lines in parts(scope, title, site):
            info = zipfile.ZipInfo(name, TIMESTAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = PLAIN_FILE << 16
            with package.open(info, "w", force_zip64=True) as part:
                for line in lines:
                    part.write(line.encode())


def parts(scope, title, site):
    """Yield (name, lines) of each file of the package."""
    tables = [
        (STATEMENTS, scope.statements),
        (SPEAKERS, scope.speakers),
        (CONFERENCES, scope.conferences),
        (ORGANISATIONS, scope.organisations),
        (THEMES, scope.themes),
    ]
    yield "README.md", readme.lines(title, scope, site, [table for table, _queryset in tables])
    yield "fixtures.json", fixtures.lines(scope)
    for table, queryset in tables:
        yield f"{table.name}.csv", csv_file.lines(list(table.meanings), table.records(queryset, site))
        yield f"{table.name}.json", json_file.lines({}, table.name, table.records(queryset, site))
