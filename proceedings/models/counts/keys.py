"""SQL for the keys under which public rows are counted.

A statement is counted once under each key: that of its conference, the year in which the conference started, its
session, each of its speakers, each organisation for which one of them speaks, and each of its themes with all themes
above. A pair of a speaker or an organisation with a year, or with a theme of the statement, is a key too (see `pair`).
Only names of tables and columns are interpolated into SQL.
"""

SINGLE = ("statement", "year", "conference", "session", "speaker", "organisation", "theme")
# Pairs with the years of conferences, and with themes, but not with the themes above.
OF_SPEAKERS = ("speaker_year", "speaker_tag")
OF_BODIES = ("body_year", "body_tag")
OF_STATEMENTS = SINGLE + OF_SPEAKERS + OF_BODIES
# All public conferences and sessions, even without public statements, under the key 0.
OF_PROGRAMMES = ("conferences", "sessions")
KINDS = OF_STATEMENTS + OF_PROGRAMMES
TABLE = "proceedings_public_count"
TABLES = {
    "conference": "proceedings_conference",
    "session": "proceedings_session",
    "statement": "proceedings_statement",
    "co_speaker": "proceedings_cospeaker",
    "appointment": "proceedings_appointment",
    "tag": "proceedings_statement_themes",
    "theme": "proceedings_theme",
}
SHOWN = """
shown AS (
    SELECT statement.id, statement.session_id, session.conference_id, statement.speaker_id, statement.appointment_id,
        CAST(SUBSTR(conference.starts_on, 1, 4) AS integer) AS year
    FROM {statement} statement
    JOIN {session} session ON session.id = statement.session_id
    JOIN {conference} conference ON conference.id = session.conference_id
    WHERE statement.status = 'published' AND conference.status = 'published' AND {condition}
)"""
# UNION ends even at a cycle, which only SQL can write.
ABOVE = """
above(theme_id, id) AS (
    SELECT id, id FROM {theme} theme WHERE {seeds}
    UNION
    SELECT above.theme_id, theme.parent_id FROM above JOIN {theme} theme ON theme.id = above.id
    WHERE theme.parent_id IS NOT NULL
)"""
SEEDS = "id IN (SELECT tag.theme_id FROM shown JOIN {tag} tag ON tag.statement_id = shown.id)"
FIRST_SPEAKER = "SELECT speaker_id AS counted, id AS counted_row, year FROM shown WHERE speaker_id IS NOT NULL"
FURTHER_SPEAKERS = """
        SELECT further.speaker_id, shown.id, shown.year
        FROM shown JOIN {co_speaker} further ON further.statement_id = shown.id WHERE further.speaker_id IS NOT NULL"""
SPOKEN_BY = f"{FIRST_SPEAKER} UNION {FURTHER_SPEAKERS}"
FIRST_BODY = """
        SELECT post.organisation_id AS counted, shown.id AS counted_row, shown.year
        FROM shown JOIN {appointment} post ON post.id = shown.appointment_id WHERE post.organisation_id IS NOT NULL"""
FURTHER_BODIES = """
        SELECT post.organisation_id, shown.id, shown.year
        FROM shown JOIN {co_speaker} further ON further.statement_id = shown.id
        JOIN {appointment} post ON post.id = further.appointment_id WHERE post.organisation_id IS NOT NULL"""
SPOKEN_FOR = f"{FIRST_BODY} UNION {FURTHER_BODIES}"
# The number of second keys for each first one: more than there can be years or themes.
YEARS, TAGS = 10_000, 2**32


def pair(first, number, second):
    """Return SQL for the key of a pair of keys; `number` is YEARS or TAGS.

    >>> pair("4", YEARS, "2020")
    '4 * 10000 + 2020'
    """
    return f"{first} * {number} + {second}"


def by_year(rows):
    """Return the pairs of (key, row) with the year in which the conference started."""
    return (
        f"SELECT {pair('counted', YEARS, 'year')} AS counted, counted_row "  # noqa: S608
        f"FROM ({rows}) AS spoken WHERE year IS NOT NULL"
    )


def by_tag(rows):
    """Return the pairs of (key, row) with each theme of the row."""
    return (
        f"SELECT {pair('spoken.counted', TAGS, 'tag.theme_id')} AS counted, spoken.counted_row FROM ({rows}) AS spoken "  # noqa: S608
        "JOIN {tag} tag ON tag.statement_id = spoken.counted_row"
    )


def of_speakers(spoken_by, spoken_for):
    return {
        "speaker": spoken_by,
        "speaker_year": by_year(spoken_by),
        "speaker_tag": by_tag(spoken_by),
        "organisation": spoken_for,
        "body_year": by_year(spoken_for),
        "body_tag": by_tag(spoken_for),
    }


# (key, row) without duplicates.
PAIRS = {
    "statement": "SELECT 0 AS counted, id AS counted_row FROM shown",
    "year": "SELECT year AS counted, id AS counted_row FROM shown WHERE year IS NOT NULL",
    "conference": "SELECT conference_id AS counted, id AS counted_row FROM shown",
    "session": "SELECT session_id AS counted, id AS counted_row FROM shown",
    **of_speakers(SPOKEN_BY, SPOKEN_FOR),
    "theme": """
        SELECT DISTINCT above.id AS counted, shown.id AS counted_row
        FROM shown JOIN {tag} tag ON tag.statement_id = shown.id JOIN above ON above.theme_id = tag.theme_id""",
    "conferences": "SELECT 0 AS counted, id AS counted_row FROM {conference} conference WHERE status = 'published'",
    "sessions": """
        SELECT 0 AS counted, session.id AS counted_row
        FROM {session} session JOIN {conference} conference ON conference.id = session.conference_id
        WHERE conference.status = 'published'""",
}


def keys(kinds=KINDS, *, condition="1 = 1", every_theme=False, **sources):
    """Return a SELECT of (kind, counted, counted_row) for public rows; statements must meet the condition.

    `sources` replace tables, by their names in TABLES, with other SQL for the same rows. `every_theme` finds all themes
    above all others first, which is faster for the whole record.
    """
    selects = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, counted, counted_row FROM ({PAIRS[kind]}) AS {kind}_pairs"  # noqa: S608
        for kind in kinds
    )
    return with_names(kinds, selects, condition, every_theme, TABLES | sources)


def numbers_of_new(condition):
    """Return a SELECT of (kind, counted, number) for public statements that meet a condition.

    They have no further speakers yet, so the database need not look for duplicates.
    """
    pairs = PAIRS | of_speakers(FIRST_SPEAKER, FIRST_BODY)
    selects = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, counted, COUNT(*) AS number FROM ({pairs[kind]}) AS {kind}_pairs GROUP BY counted"  # noqa: S608
        for kind in OF_STATEMENTS
    )
    return with_names(OF_STATEMENTS, selects, condition, True, TABLES)


def with_names(kinds, selects, condition, every_theme, tables):
    seeds = "1 = 1" if every_theme else SEEDS.format_map(tables | {"condition": condition})
    names = ",".join([SHOWN, *[ABOVE] * ("theme" in kinds)])
    return f"WITH RECURSIVE {names} {selects}".format_map(tables | {"condition": condition, "seeds": seeds})
