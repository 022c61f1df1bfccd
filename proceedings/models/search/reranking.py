"""The final order of the best results: by their relevance, which is the same for both engines."""

from django.apps import apps

from proceedings.models.reads.connection import reading_connection
from proceedings.search.index import MOST_FAVOURED
from proceedings.search.relevance import MOST_TERMS, Document, relevance

# An engine's own scores are quick but rough. So many results with the best scores, and the newest of the favoured ones,
# are compared word by word.
MOST_COMPARED = 250


def reranked(rows, words):
    """Return the rows in their final order. They are tuples of a primary key, columns, is_favoured and score."""
    best = final_order([row[0] for row in rows], [row[0] for row in rows if row[-2]], words)
    by_key, first = {row[0]: row for row in rows}, set(best)
    return [by_key[key] for key in best] + [row for row in rows if row[0] not in first]


def final_order(keys, favoured, words):
    """Return the best of the primary keys, and the newest of those that are favoured, in their final order."""
    keys = sorted({*keys[:MOST_COMPARED], *sorted(favoured, reverse=True)[:MOST_FAVOURED]}, reverse=True)
    scores = relevance(words, documents(keys)) if keys else {}
    return sorted(scores, key=lambda key: (scores[key], key), reverse=True)


def documents(keys):
    """Return {primary key of a statement: [the Document of its own text, those of its translations]}; one query."""
    statement, translation, session = (
        apps.get_model("proceedings", name)._meta.db_table for name in ("Statement", "Translation", "Session")
    )
    columns = f"session.conference_id, said.title_terms, substr(said.text_terms, 1, {MOST_TERMS})"
    # The keys are numbers from the database, and may be more than the allowed number of parameters.
    known = f"({', '.join(map(str, keys))})"
    own = f"SELECT said.id, {columns} FROM {statement} said JOIN {session} session ON session.id = said.session_id"  # noqa: S608
    translated = (
        f"SELECT said.statement_id, {columns} FROM {translation} said "  # noqa: S608
        f"JOIN {statement} own ON own.id = said.statement_id JOIN {session} session ON session.id = own.session_id"
    )
    documents_by_key = {}
    with reading_connection().cursor() as cursor:
        cursor.execute(f"{own} WHERE said.id IN {known} UNION ALL {translated} WHERE said.statement_id IN {known}")
        for key, *document in cursor.fetchall():
            documents_by_key.setdefault(key, []).append(Document(*document))
    return documents_by_key
