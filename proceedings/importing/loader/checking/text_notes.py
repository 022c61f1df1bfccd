"""Notes on texts whose words other Markdown programs would change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NOUNS = ("statement", "translation")


def text_notes(noun, rows):
    """Yield a line for each such text of a new or changed row: its place, its row and the first such words."""
    if not rows or noun.name not in NOUNS:
        return
    # Imported late, so that loads without texts do not import markdown-it.
    from proceedings.markup import changes

    for row in rows:
        instance = row.instance
        differences = changes(instance.text, instance.text_format)
        if differences:
            yield f"{row.place}  {row}: {message(differences)}"


def message(differences):
    first, *others = differences
    more = ngettext("%d more.", "%d more.", len(others)) % len(others) if others else ""
    remedy = _("Other readers of Markdown would show other words: give text_format plain, or write a backslash.")
    return " ".join(filter(None, [remedy, str(first), more]))
