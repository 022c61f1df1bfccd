"""A generated record of any size for benchmarks, always the same.

Words are as frequent as in a language: the nth in proportion to 1/(n + 2.7), the Zipf–Mandelbrot law. They consist of
syllables that no stemmer shortens. Names consist of other syllables, so that no word is a name.
"""

import json
import random
from itertools import accumulate, islice, product

SPEAKERS, MOST_SPEAKERS = 5_000, 10_000
FIRST_SPEAKER = "speaker-0"
ORGANISATIONS = 200
THEMES = 60
STATEMENTS_PER_SESSION = 25
SESSIONS_PER_CONFERENCE = 4
VOCABULARY = 50_000
WORDS_PER_TITLE, WORDS_PER_TEXT = 6, 60
FIRST_YEAR, YEARS = 1995, 30
COUNTRIES = ("CN", "RU", "IN", "KZ", "UZ", "TJ", "KG", "PK", "IR", "BY", "MN", "TR", "FR", "DE", "GB", "US", "BR", "ZA")
KINDS = ("address", "remarks", "presentation", "question", "answer", "closing_remarks")


def generated_words(consonants, vowels, count):
    """The first `count` words of these syllables, the shortest first."""
    syllables = [consonant + vowel for consonant, vowel in product(consonants, vowels)]
    words = ("".join(parts) for length in (2, 3, 4) for parts in product(syllables, repeat=length))
    return [f"{word}{'к' if vowels[0] == 'а' else 'k'}" for word in islice(words, count)]


WORDS = random.Random(1913).sample(words := generated_words("bdfgklmnprtvz", "aou", VOCABULARY), len(words))  # noqa: S311
FREQUENCIES = list(accumulate(1 / (place + 2.7) for place in range(1, VOCABULARY + 1)))
NAMES = generated_words("bdhjlmrsw", "iy", MOST_SPEAKERS)
# For every 20 statements in English, one in Russian or in Chinese follows at the end.
OTHERS = 20
RUSSIAN = random.Random(1928).sample(words := generated_words("бвгдзклмнпрст", "аоу", VOCABULARY), len(words))  # noqa: S311
CHINESE = [chr(0x4E00 + 7 * number) for number in range(2000)]


def write_fixture(path, *, statements, speakers=SPEAKERS):
    """Write a fixture with `statements` statements in English, each with two themes. Return the number of records.

    There are at most 10,000 `speakers`.
    """
    return write_records(path, records(statements, speakers))


def write_records(path, rows):
    """Write pairs of model and fields as a fixture. Return their number."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for count, (model, fields) in enumerate(rows, 1):
            separator = ",\n" if count > 1 else ""
            file.write(separator + json.dumps({"model": f"proceedings.{model}", "fields": fields}))
        file.write("\n]\n")
    return count


def records(statements, speakers):
    names = NAMES[:speakers]
    chance = random.Random(2020)  # noqa: S311 - not for security

    def words(length, language="en"):
        if language == "zh-Hans":
            return "".join(chance.choices(CHINESE, cum_weights=FREQUENCIES[: len(CHINESE)], k=length))
        vocabulary = RUSSIAN if language == "ru" else WORDS
        return " ".join(chance.choices(vocabulary, cum_weights=FREQUENCIES, k=length))

    for number in range(THEMES):
        parent = [f"theme-{number // 10}"] if number >= THEMES // 10 else None
        yield "theme", {"slug": f"theme-{number}", "name": words(2), "parent": parent}
    for number in range(ORGANISATIONS):
        yield "organisation", {"slug": f"organisation-{number}", "name": f"Organisation {NAMES[number].title()}"}
    for number, name in enumerate(names):
        given, family = chance.choice(names).title(), name.title()
        yield (
            "speaker",
            {
                "slug": f"speaker-{number}",
                "name": f"{given} {family}",
                "sort_name": f"{family}, {given}",
                "country": chance.choice(COUNTRIES),
            },
        )
        yield (
            "appointment",
            {
                "speaker": [f"speaker-{number}"],
                "slug": "post",
                "organisation": [f"organisation-{chance.randrange(ORGANISATIONS)}"],
                "title": words(2),
            },
        )
    for number in range(statements + statements // OTHERS):
        language = "en" if number < statements else ("ru", "zh-Hans")[number % 2]
        session, place = divmod(number, STATEMENTS_PER_SESSION)
        conference, session = divmod(session, SESSIONS_PER_CONFERENCE)
        if place == 0:
            yield from programme(conference, session, words(4))
        speaker = f"speaker-{chance.randrange(speakers)}"
        yield (
            "statement",
            {
                "slug": f"statement-{number}",
                "session": [f"conference-{conference}", f"session-{session}"],
                "position": place + 1,
                "speaker": [speaker],
                "appointment": [speaker, "post"],
                "kind": chance.choice(KINDS),
                "form": "verbatim",
                "title": words(WORDS_PER_TITLE, language),
                "text": words(WORDS_PER_TEXT, language),
                "language": language,
                "source_url": f"https://example.org/records/{number}",
                "status": "published",
                "published_at": "2024-10-01T12:00:00Z",
                "themes": [[f"theme-{theme}"] for theme in chance.sample(range(THEMES), 2)],
            },
        )


def programme(number, session, title):
    """A session, after its conference if it is the first."""
    conference = f"conference-{number}"
    if session == 0:
        day = f"{FIRST_YEAR + number * 7 % YEARS}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield (
            "conference",
            {
                "slug": conference,
                "title": title,
                "language": "en",
                "starts_on": day,
                "ends_on": day,
                "status": "published",
                "published_at": "2024-10-01T12:00:00Z",
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
