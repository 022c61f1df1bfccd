"""Notes on the texts whose words other readers of Markdown would change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NOUNS = ("statement", "translation")


def text_notes(noun, rows):
    """Yield a line for each text of a new or changed row with such words: its place, its row and the first of them."""
    if not rows or noun.name not in NOUNS:
        return
    # Loads without texts do without markdown-it.
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
