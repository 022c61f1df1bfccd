"""The place and the organisers of an event in an English sentence."""

import re
from functools import cache

from proceedings.importing.reports.english.people.posts import adjectives, is_country
from proceedings.importing.reports.lexicon import alternatives, words

NAME = r"[A-Z][\w'’&-]*(?:\.\w+)*"
PLACE = re.compile(
    rf"(?P<before>[\w)…,]+)\s+in\s+(?P<place>{NAME}(?:[ -]{NAME})*)(?:,\s+(?P<country>{NAME}(?: {NAME})*))?"
)
DATELINE = re.compile(
    rf"(?P<place>{NAME}(?: {NAME})*)(?:,\s+(?P<country>{NAME}(?: {NAME})*))?,\s+\d{{1,2}} \w+ \d{{4}}\b"
)
VENUE = re.compile(rf"\bat\s+(?:the\s+)?(?:{NAME}\s+)+$")
# Most characters between the verb and the place.
FAR = 120
ITEM = re.compile(
    rf"(?:(?:the|its|an?)\s+)?(?P<name>{NAME}(?:(?:\s+(?:of|for|on|and|the|de))*\s+{NAME})*)"
    r"(?:\s+\((?P<acronym>[A-Z][A-Za-z-]{1,14})\))?"
)
BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|,?\s+as well as\s+"
    r"|,?\s+(?:together|jointly|along|in (?:cooperation|partnership|collaboration)) with\s+)"
)
BY = re.compile(r"\b(?:co-)?(?:organi[sz]ed|hosted|prepared|arranged|convened)\s+(?:jointly\s+)?by\s+", re.IGNORECASE)
HELD = re.compile(
    r"\s+(?:jointly\s+|today\s+)?(?:held|hosted|(?:co-)?organi[sz]ed|convened)\s+(?:a|an|the|its|their)\b"
)
LEAD = re.compile(r"^(?:On|In|From|At)\b[^,]*,\s+(?:\d{4},\s+)?|^")


def place_of(sentence):
    """Return the place at which a sentence says that the event was held, or ""."""
    if match := DATELINE.match(sentence):
        return place_text(match)
    verb = held().search(sentence)
    for match in PLACE.finditer(sentence, verb.start(), verb.end() + FAR) if verb else ():
        # "Rivers in Asia" is a name, unless it is a venue: "at the Hilton Hotel in Brussels".
        is_part = match["before"][0].isupper() and match["before"].lower() not in months()
        if (not is_part or VENUE.search(sentence[: match.end("before")] + " ")) and (place := place_text(match)):
            return place
    return ""


@cache
def held():
    return re.compile(words("en")["event"]["held"], re.IGNORECASE)


def place_text(match):
    place, country = match["place"], match["country"]
    listed = {*place.split()}
    is_other = listed & {*words("en")["organisation_words"], *words("en")["weekdays"], "English", "I"}
    if is_other or {word.lower() for word in listed} & (adjectives() | months()):
        return ""
    return f"{place}, {country}" if country and is_country(country) else place


@cache
def months():
    return frozenset(month.lower() for month in words("en")["months"])


def organisers_of(sentence):
    """Return [(name, acronym or "")] of the bodies that a sentence names as organisers."""
    if match := BY.search(sentence):
        return bodies(sentence, match.end())[0]
    start = LEAD.match(sentence).end()
    listed, end = bodies(sentence, start)
    return listed if listed and HELD.match(sentence, end) else []


def bodies(sentence, at):
    """Return ([(name, acronym)] of the bodies listed from a place on, where their list ends)."""
    listed = []
    while match := ITEM.match(sentence, at):
        parts = divided(match["name"])
        if not all(map(is_body, parts)):
            break
        listed += [(part, "") for part in parts[:-1]]
        listed.append((parts[-1], match["acronym"] or ""))
        at = match.end()
        between = BETWEEN.match(sentence, at)
        if not between:
            break
        at = between.end()
    return listed, at


def divided(name):
    """Return the names around "and": two in "Trade Union and Fruit Council", one in "Ministry of Art and Trade"."""
    parts = re.split(r" and (?:the )?", name)
    return parts if len(parts) > 1 and all(map(is_body, parts)) else [name]


def has_head(name):
    return bool(re.search(rf"\b{alternatives(words('en')['event']['bodies'])}\b", name))


def is_body(name):
    return has_head(name) or (name.isupper() and len(name) > 1)
