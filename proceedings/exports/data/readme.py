"""What a package says of itself."""

from django.utils.translation import gettext as _

from proceedings.exports.markdown.writing import heading, literal


def lines(title, scope, site, tables):
    """The text of README.md."""
    yield f"# {literal(title)}\n\n"
    yield _("Public data of %(site)s: every file is UTF-8.") % {"site": site} + "\n"
    yield heading(2, _("Files")) + "\n"
    yield "- `fixtures.json`: " + _("the record itself; `manage.py load_fixtures` of Proceedings makes it again") + "\n"
    for table in tables:
        yield f"- `{table.name}.csv`, `{table.name}.json`: " + _("the same rows as a table and as objects") + "\n"
    yield heading(2, _("Rights")) + "\n"
    for conference in scope.conferences.values_list("title", "rights").iterator():
        yield "- " + ": ".join(literal(part or _("no licence is stated; ask its organisers")) for part in conference)
        yield "\n"
    yield heading(2, _("Columns")) + "\n"
    yield _(
        "In CSV a list is one cell, with “; ” between its parts. A text that a spreadsheet could take for a formula "
        "(it begins with =, +, - or @, perhaps after spaces, or with a tab or a line break) has an apostrophe before. "
        "Where apostrophes stand before such a beginning, take one away to have the original."
    )
    yield "\n"
    for table in tables:
        yield heading(3, table.name) + "\n"
        for name, meaning in table.meanings.items():
            yield f"- `{name}`: {meaning}\n"
