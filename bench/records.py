"""A made-up record of any size, the same each time: what the benchmarks load."""

import json
import random

SPEAKERS = 500
THEMES = 60
STATEMENTS_PER_SESSION = 25
SESSIONS_PER_CONFERENCE = 4
WORDS = (
    "the regional governance economy trade security health transport digital cooperation of and for new ideas "
    "approaches must can will states organisation development research border energy climate language"
)


def write_fixture(path, *, statements):
    """Write a fixture of so many statements, each on two themes, a record at a time; the number of its records."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for count, (model, fields) in enumerate(records(statements), 1):
            separator = ",\n" if count > 1 else ""
            file.write(separator + json.dumps({"model": f"proceedings.{model}", "fields": fields}))
        file.write("\n]\n")
    return count


def records(statements):
    chance = random.Random(2020)  # noqa: S311 - the same record each time, and no secret
    vocabulary = WORDS.split()

    def words(length):
        return " ".join(chance.choices(vocabulary, k=length))

    for number in range(THEMES):
        parent = [f"theme-{number // 10}"] if number >= THEMES // 10 else None
        yield "theme", {"slug": f"theme-{number}", "name": words(2), "parent": parent}
    yield "organisation", {"slug": "organisation", "name": "An organisation"}
    for number in range(SPEAKERS):
        speaker = f"speaker-{number}"
        yield "speaker", {"slug": speaker, "name": words(2), "sort_name": words(2)}
        yield "appointment", {"speaker": [speaker], "slug": "post", "organisation": ["organisation"], "title": words(2)}
    for number in range(statements):
        session, place = divmod(number, STATEMENTS_PER_SESSION)
        conference, session = divmod(session, SESSIONS_PER_CONFERENCE)
        if place == 0:
            yield from programme(f"conference-{conference}", session, words(4))
        speaker = f"speaker-{chance.randrange(SPEAKERS)}"
        yield (
            "statement",
            {
                "slug": f"statement-{number}",
                "session": [f"conference-{conference}", f"session-{session}"],
                "position": place + 1,
                "speaker": [speaker],
                "appointment": [speaker, "post"],
                "kind": "remarks",
                "form": "verbatim",
                "title": words(6),
                "text": words(55),
                "language": "en",
                "source_url": f"https://example.org/records/{number}",
                "status": "published",
                "published_at": "2020-10-01T12:00:00Z",
                "themes": [[f"theme-{theme}"] for theme in chance.sample(range(THEMES), 2)],
            },
        )


def programme(conference, session, title):
    """A session, and its conference before the first."""
    if session == 0:
        yield (
            "conference",
            {
                "slug": conference,
                "title": title,
                "language": "en",
                "starts_on": "2020-09-28",
                "ends_on": "2020-09-29",
                "status": "published",
                "published_at": "2020-10-01T12:00:00Z",
            },
        )
    yield (
        "session",
        {
            "conference": [conference],
            "slug": f"session-{session}",
            "title": title,
            "position": session + 1,
        },
    )
