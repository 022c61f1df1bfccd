"""The facts of statements in the search index: columns by which results are filtered and counted, without joins.

The speakers, countries, organisations and themes of a statement are texts of values with commas between them; `traits`
are its kind, language and year. Many statements share few different texts, so the texts are counted before the values.
"""

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from proceedings.search.index import Fact, Index, Source

JOINS = """
    JOIN proceedings_session session ON session.id = said.session_id
    JOIN proceedings_conference conference ON conference.id = session.conference_id
    LEFT JOIN proceedings_speaker speaker ON speaker.id = said.speaker_id
    LEFT JOIN proceedings_appointment post ON post.id = said.appointment_id
"""
FURTHER = "proceedings_cospeaker further"
# The time of a statement: its own, else its session's, else the beginning of its conference.
TIME = (
    "COALESCE(CAST(said.delivered_at AS text), said.delivered_on, "
    "CAST(session.starts_at AS text), conference.starts_on)"
)


def several(first, value, rows):
    """SQL for the value of the first speaker and those of the further ones, with commas between them."""
    others = f"SELECT {{aggregate}}(',' || CAST({value} AS text), '') FROM {rows} WHERE further.statement_id = said.id"  # noqa: S608
    return f"COALESCE(CAST({first} AS text), '') || COALESCE(({others}), '')"


# Without a time of its own or of its session, a statement is dated by the first and the last day of its conference.
NO_TIME = "COALESCE(CAST(said.delivered_at AS text), said.delivered_on, {starts}, {ends}) IS NULL".format(
    starts="CAST(session.starts_at AS text)", ends="CAST(session.ends_at AS text)"
)
DAYS = "COALESCE(conference.starts_on, '') || ' ' || COALESCE(conference.ends_on, '')"
TAGS = (
    "SELECT CAST(theme_id AS text) AS theme FROM proceedings_statement_themes "
    "WHERE statement_id = said.id ORDER BY theme_id"
)
OWN_COLUMNS = {
    "session_id": "bigint",
    "position": "integer",
    "speaker_id": "bigint",
    "appointment_id": "bigint",
    "delivered_at": "timestamptz",
    "delivered_on": "text",
    "status": "text",
    "kind": "text",
    "form": "text",
    "language": "text",
}
COMPUTED = (
    Fact("conference_id", "bigint", "session.conference_id"),
    Fact("session_position", "integer", "session.position"),
    Fact("dated_by", "text", f"CASE WHEN {NO_TIME} THEN {DAYS} ELSE '' END"),
    Fact("is_public", "boolean", "(said.status = 'published' AND conference.status = 'published')"),
    Fact("traits", "text", f"said.kind || ' ' || said.language || ' ' || COALESCE(SUBSTR({TIME}, 1, 4), '')"),
    Fact("speakers", "text", several("said.speaker_id", "further.speaker_id", FURTHER)),
    Fact(
        "countries",
        "text",
        several(
            "speaker.country",
            "NULLIF(other.country, '')",
            f"{FURTHER} JOIN proceedings_speaker other ON other.id = further.speaker_id",
        ),
    ),
    Fact(
        "organisations",
        "text",
        several(
            "post.organisation_id",
            "other.organisation_id",
            f"{FURTHER} JOIN proceedings_appointment other ON other.id = further.appointment_id",
        ),
    ),
    Fact("themes", "text", f"COALESCE((SELECT {{aggregate}}(theme, ',') FROM ({TAGS}) tags), '')"),  # noqa: S608
)
FACTS = (*(Fact(name, kind, f"said.{name}") for name, kind in OWN_COLUMNS.items()), *COMPUTED)


def of_speakers(column):
    """The condition on statements with one of {keys} in a column that first and further speakers have."""
    further = f"SELECT statement_id FROM proceedings_cospeaker WHERE {column} IN ({{keys}})"  # noqa: S608
    return f"said.{column} IN ({{keys}}) OR said.id IN ({further})"


IN_SESSION = "said.session_id IN ({keys})"
IN_CONFERENCE = "said.session_id IN (SELECT id FROM proceedings_session WHERE conference_id IN ({keys}))"
ITSELF = "said.id IN ({keys})"
PEOPLE = ("speakers", "countries", "organisations")
SOURCES = (
    Source("proceedings_statement", "id", ITSELF, tuple(OWN_COLUMNS), tuple(fact.name for fact in FACTS)),
    Source(
        "proceedings_session",
        "id",
        IN_SESSION,
        ("conference_id", "position", "starts_at", "ends_at"),
        ("conference_id", "session_position", "dated_by", "is_public", "traits"),
    ),
    Source(
        "proceedings_conference",
        "id",
        IN_CONFERENCE,
        ("status", "starts_on", "ends_on"),
        ("dated_by", "is_public", "traits"),
    ),
    Source("proceedings_speaker", "id", of_speakers("speaker_id"), ("country",), ("countries",)),
    Source("proceedings_appointment", "id", of_speakers("appointment_id"), ("organisation_id",), ("organisations",)),
    Source("proceedings_cospeaker", "statement_id", ITSELF, (), PEOPLE),
    Source("proceedings_statement_themes", "statement_id", ITSELF, (), ("themes",)),
)
OWN = Index("proceedings_statement", facts=FACTS, joins=JOINS, sources=SOURCES)
OWNER = (Fact("statement_id", "bigint", "said.statement_id"),)
TRANSLATED = Index(
    "proceedings_translation",
    "statement_id",
    OWNER,
    sources=(Source("proceedings_translation", "id", ITSELF, ("statement_id",), ("statement_id",)),),
)
INDEXES = (OWN, TRANSLATED)


def has_any(column, values):
    """Return the condition on rows of the index that have one of the values in a text with commas between values."""
    text = Concat(Value(","), F(column), Value(","), output_field=TextField())
    parts = [GreaterThan(StrIndex(text, Value(f",{value},", TextField())), 0) for value in values]
    return Q(*parts, _connector=Q.OR) if parts else Q(pk__in=[])
