"""The README of a data package."""

from django.utils.translation import gettext as _

from proceedings.exports.markdown.elements import heading, literal
from proceedings.models.reads.present_profile import site_profile


def lines(title, scope, site, tables):
    """Yield the text of README.md."""
    yield f"# {literal(title)}\n\n"
    yield _("Public data of %(site)s. All files are UTF-8.") % {"site": site} + "\n"
    yield heading(2, _("Files")) + "\n"
    yield "- `fixtures.json`: " + _("the record itself, for `manage.py load_fixtures` of Proceedings") + "\n"
    for table in tables:
        yield f"- `{table.name}.csv`, `{table.name}.json`: " + _("the same rows as a table and as objects") + "\n"
    yield heading(2, _("Rights")) + "\n"
    otherwise = site_profile().licence_address or _("no licence given; ask the organisers")
    for conference in scope.conferences.values_list("title", "rights").iterator():
        yield "- " + ": ".join(literal(part or otherwise) for part in conference)
        yield "\n"
    if scope.statements.exclude(rights="").exists():
        yield "- " + _("Some statements have rights of their own: see the column `rights`.") + "\n"
    yield heading(2, _("Columns")) + "\n"
    yield _(
        "In CSV, a list is one cell with “; ” between its items. An apostrophe comes before any text that a "
        "spreadsheet could take for a formula: text that begins with =, +, - or @ (perhaps after spaces), a tab or a "
        "line break. To restore the original, remove one apostrophe."
    )
    yield "\n"
    for table in tables:
        yield heading(3, table.name) + "\n"
        for name, meaning in table.meanings.items():
            yield f"- `{name}`: {meaning}\n"
