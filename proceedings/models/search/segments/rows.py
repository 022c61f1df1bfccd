"""Rows of the search index in the form for segments: their terms, and their facts as texts."""

from typing import NamedTuple

import numpy as np

from proceedings.models.search.facts import OWN
from proceedings.search.segments.columns import LENGTH, Segment, columns
from proceedings.search.segments.postings import postings

# {name of a column of segments: the SQL of its values, separated by commas, in the narrow table}
FACTS = {
    "session": "session_id",
    "session_position": "session_position",
    "position": "position",
    "conference": "conference_id",
    "dated_by": "dated_by",
    "speaker": "speaker_id",
    "speakers": "speakers",
    "countries": "countries",
    "organisations": "organisations",
    "themes": "themes",
    "traits": "traits",
    "kind": "kind",
    "form": "form",
    "language": "language",
    "is_public": "CASE WHEN is_public THEN 1 END",
}
SELECTED = ", ".join(f"COALESCE(CAST(known.{sql} AS text), '')" for sql in FACTS.values()).replace(
    "known.CASE WHEN is_public", "CASE WHEN known.is_public"
)
# SQL of rows; a condition on `known`, the row of the narrow table, may follow.
SQL = (
    f'SELECT known.id, said.title_terms, said.text_terms, {SELECTED} FROM "{OWN.name}" known '  # noqa: S608
    f'JOIN "{OWN.table}" said ON said.id = known.id'
)


class Row(NamedTuple):
    key: int
    title: str
    text: str
    facts: tuple[str, ...]

    @property
    def length(self):
        """The number of terms."""
        return sum(terms.count(" ") + 1 for terms in (self.title, self.text) if terms)


def row(record):
    """Return the Row of a record of the SQL."""
    key, title, text, *facts = record
    return Row(key, title, text, tuple(facts))


def segment(rows, keys):
    """Return the segment of rows; `keys` are the keys of its slots, in order."""
    slots = {key: slot for slot, key in enumerate(keys)}
    lengths = np.zeros(len(keys), LENGTH)
    for one in rows:
        lengths[slots[one.key]] = one.length
    facts = columns(FACTS, len(keys), ((slots[one.key], one.facts) for one in rows))
    return Segment(np.array(keys, np.int64), lengths, facts)


def row_postings(rows, keys):
    """Return the postings of the rows in their segment."""
    slots = {key: slot for slot, key in enumerate(keys)}
    return postings((slots[one.key], one.title, one.text) for one in rows)
