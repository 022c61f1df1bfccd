"""Find rows by their names, as people type them, and distinguish rows of the same name."""

from django.db.models import Case, Value, When

from proceedings.models.search.name_lookup import is_called, typed_words

# The most rows offered for a name, and the most rows read to find them.
MOST_OFFERED, MOST_READ = 20, 200
# Characters and words of a name that are looked at.
LONGEST_NAME, MOST_WORDS = 100, 12


def name_field(rows):
    """Return the name of the field with the names of the rows."""
    return "title" if rows.model._meta.model_name == "conference" else "name"


def rows_called(rows, text, *, unfinished=False):
    """Return a list of at most MOST_OFFERED rows with the words of the text in a name; names that begin with it first.

    With `unfinished`, the words may be beginnings of words.
    """
    words = typed_words(text, unfinished=unfinished)
    if not 0 < len(words) <= MOST_WORDS:
        return []
    field = name_field(rows)
    place = Case(
        When(**{f"{field}__iexact": text}, then=Value(0)),
        When(**{f"{field}__istartswith": text}, then=Value(1)),
        When(**{f"{field}__icontains": text}, then=Value(2)),
        default=Value(3),
    )
    called = rows.called(words).order_by(place, *rows.model._meta.ordering)
    if rows.model._meta.model_name == "speaker":
        called = called.prefetch_related("appointments__organisation")
    if rows.other_names:
        return list(called[:MOST_OFFERED])
    # The terms of conferences and themes are also those of their descriptions.
    return [row for row in called[:MOST_READ] if is_called(getattr(row, field), words)][:MOST_OFFERED]


def rows_meant(rows, text):
    """Return a list of the rows that a text may name: those of exactly this name, else those with all its words.

    If no row has the words, beginnings of words are enough.
    """
    text = text[:LONGEST_NAME].replace("\0", " ").strip()
    # The hyphens of a slug are spaces in a name.
    called = rows_called(rows, text) or rows_called(rows, text.replace("-", " "), unfinished=True)
    exact = [row for row in called if str(row).casefold() == text.casefold()]
    return exact or called


def distinction(row):
    """Return a text that distinguishes a row of `rows_called` from others of the same name; it may be empty."""
    match row._meta.model_name:
        case "speaker":
            posts = list(row.appointments.all())
            names = [posts[-1].title, posts[-1].organisation and posts[-1].organisation.name] if posts else []
            return ", ".join(filter(None, names))
        case "conference":
            return str(row.starts_on.year) if row.starts_on else ""
        case "organisation":
            return row.acronym
    return ""
