"""Search results: the matching words highlighted, and the part of the text around them."""

from typing import NamedTuple

from django.db.models import prefetch_related_objects

from proceedings import markup
from proceedings.batches import rows_of
from proceedings.models import Statement, Translation
from proceedings.models.names.parts import NameParts
from proceedings.models.statements.credits import Credit
from proceedings.search.highlight import Piece, pieces, snippet
from proceedings.text import excerpt_length

# Characters of an excerpt.
LENGTH = 230


class Result(NamedTuple):
    """`translation` is the one with the words if the statement itself does not have them, else None."""

    statement: Statement
    title: list[Piece]
    speakers: list[tuple[Credit, list[Piece]]]
    excerpt: list[Piece]
    translation: Translation | None = None


# The columns that a result shows. Fetching whole rows of six models would take twice as long.
COLUMNS = (
    "slug",
    "title",
    "text",
    "text_format",
    "language",
    "kind",
    "form",
    "label",
    "delivered_at",
    "delivered_on",
    "speaker__slug",
    "speaker__name",
    "speaker__portrait",
    "speaker__sort_name",
    *(f"speaker__{field}" for field in NameParts._fields),
    "appointment__title",
    "appointment__organisation__slug",
    "appointment__organisation__name",
    "session__starts_at",
    "session__ends_at",
    *(f"session__conference__{name}" for name in ("slug", "title", "language", "starts_on", "ends_on", "time_zone")),
)


def results(keys, query) -> list[Result]:
    """The results for statements with these primary keys, in this order; a fixed number of queries."""
    rows = rows_of(keys, Statement.objects.public().with_context().order_by().only(*COLUMNS).in_bulk)
    shown = [result(row, query) for row in rows]
    unmarked = [one.statement for one in shown if query.words and not is_marked([*one.title, *one.excerpt])]
    prefetch_related_objects(unmarked, "translations")
    return [with_translation(one, query) if one.statement in unmarked else one for one in shown]


def result(statement, query):
    title = pieces(statement.title, statement.language, query)
    # The language of a name is unknown, so each of its words may be in any language.
    speakers = [(credit, pieces(credit.name, "und", query)) for credit in statement.credits]
    excerpt = snippet(
        markup.plain(statement.text, statement.text_format),
        statement.language,
        query,
        excerpt_length(LENGTH, statement.language),
    )
    return Result(statement, title, speakers, excerpt)


def with_translation(result, query):
    """The result with an excerpt of the first translation that has the words, if there is one."""
    for translation in result.statement.translations.all():
        text = f"{translation.title} – {markup.plain(translation.text, translation.text_format)}".removeprefix(" – ")
        excerpt = snippet(text, translation.language, query, excerpt_length(LENGTH, translation.language))
        if is_marked(excerpt):
            return result._replace(excerpt=excerpt, translation=translation)
    return result


def is_marked(parts):
    return any(piece.marked for piece in parts)
