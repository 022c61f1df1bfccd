"""What is shown of a statement that was found: the words marked, and the part of the text where they stand."""

from typing import NamedTuple

from django.db.models import prefetch_related_objects

from proceedings import markup
from proceedings.models import Statement, Translation
from proceedings.search.highlight import Piece, pieces, snippet

LENGTH = 320


class Hit(NamedTuple):
    """`translation` is the one that has the words when the statement itself does not, else None."""

    statement: Statement
    title: list[Piece]
    speaker: list[Piece]
    excerpt: list[Piece]
    translation: Translation | None = None


# All that a hit shows of a statement and of what it belongs to: whole rows of six nouns take twice as long.
SHOWN = (
    *("slug", "title", "text", "language", "kind", "form", "delivered_at"),
    *("speaker__slug", "speaker__name", "speaker__sort_name"),
    *("appointment__title", "appointment__organisation__slug", "appointment__organisation__name"),
    "session__starts_at",
    *(f"session__conference__{name}" for name in ("slug", "title", "language", "starts_on", "time_zone")),
)


def hits(keys, query) -> list[Hit]:
    """The statements with these keys, in this order; a fixed number of queries."""
    rows = Statement.objects.public().with_context().only(*SHOWN).in_bulk(keys)
    # One that was withdrawn just now is not shown.
    found = [hit(rows[key], query) for key in keys if key in rows]
    elsewhere = [hit.statement for hit in found if query.words and not is_marked([*hit.title, *hit.excerpt])]
    prefetch_related_objects(elsewhere, "translations")
    return [in_translation(hit, query) if hit.statement in elsewhere else hit for hit in found]


def hit(statement, query):
    title = pieces(statement.title, statement.language, query)
    # A name is in no language: each of its words may be in any.
    speaker = pieces(statement.speaker.name, "und", query) if statement.speaker else []
    excerpt = snippet(markup.plain(statement.text), statement.language, query, LENGTH)
    return Hit(statement, title, speaker, excerpt)


def in_translation(hit, query):
    """The hit with the first translation that has the words, if any has."""
    for translation in hit.statement.translations.all():
        text = f"{translation.title} – {markup.plain(translation.text)}".removeprefix(" – ")
        there = snippet(text, translation.language, query, LENGTH)
        if is_marked(there):
            return hit._replace(excerpt=there, translation=translation)
    return hit


def is_marked(parts):
    return any(piece.marked for piece in parts)
