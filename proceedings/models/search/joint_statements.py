"""The words of a query that are in the names or labels of further speakers."""

from collections import defaultdict

from django.apps import apps

from proceedings.models.reads.connection import reading_connection

# The name of the first speaker counts only in statements where a further speaker has a word in the name.
SQL = """
    WITH further AS (SELECT statement_id, speaker_id, label_terms FROM {further} WHERE {condition})
    SELECT statement_id, speaker_id, label_terms FROM further
    UNION ALL
    SELECT id, speaker_id, '' FROM {statements}
    WHERE id IN (SELECT statement_id FROM further) AND speaker_id IN ({speakers})
"""


def words_by_statement(patterns, words_by_speaker):
    """Return {key: words} of the statements whose further speakers have words in their names or labels; one query.

    `patterns` are the patterns of each word in terms of names; `words_by_speaker` maps keys of speakers to the words in
    their names.
    """
    params = [f"%{one}%" for some in patterns.values() for one in some]
    if not params:
        return {}
    # The keys are numbers from the database, and may be more than the allowed number of parameters.
    speakers = ", ".join(map(str, words_by_speaker)) or "NULL"
    in_label = " OR ".join(["label_terms LIKE %s"] * len(params))
    sql = SQL.format(
        further=apps.get_model("proceedings", "CoSpeaker")._meta.db_table,
        statements=apps.get_model("proceedings", "Statement")._meta.db_table,
        speakers=speakers,
        condition=f"speaker_id IN ({speakers}) OR (label_terms <> '' AND ({in_label}))",
    )
    words = defaultdict(set)
    with reading_connection().cursor() as cursor:
        cursor.execute(sql, params)
        for statement, speaker, label in cursor.fetchall():
            words[statement] |= words_by_speaker.get(speaker, set())
            words[statement] |= {word for word, some in patterns.items() if any(one in label for one in some)}
    return words
