"""Meetings at which somebody reports to a superior: "The Mayor received Harbour Master Ann Ash"."""

import re

from proceedings.importing.reports.attributions import PRONOUN

from .narrator import SPEAKERS

# The offices of people to whom others report.
OFFICE = (
    r"(?:President|Prime Minister|Premier|Minister|Chancellor|Governor|Mayor|Head|King|Queen|Emir|Sultan|Rector"
    r"|Director|Chair(?:man|woman)?|Commissioner|Secretary|Speaker|Prefect)"
)
WORD = r"[A-Z][\w'’-]+"
WHO = (
    rf"(?P<who>(?=[^,;.\n]{{0,60}}\b{OFFICE}\b|[^\n.]{{0,80}}, {OFFICE})(?:The |the )?{WORD}"
    rf"(?:,? (?:of|the|and|for|on|Mr|Ms|{WORD})){{0,14}},?)"
)
WHEN = r"(?: (?:also|then|today|yesterday|this (?:morning|afternoon|week|\w+day)|on \w+|had|has|later)){0,4}"
# "The Mayor received Ann Ash", "Mayor Bo Birch visited the port", and the same in capitals.
HOST = re.compile(
    rf"{WHO}{WHEN} (?:(?i:receive[sd](?! (?:[\w-]+ )?(?:awards?|decorations?|medals?|orders?|prizes?)\b)"
    r"|met|meets|visit(?:s|ed)|inspect(?:s|ed)|reviews|reviewed"
    r"|hears|(?:was|is) (?:briefed|received)|heard an? (?:\w+ )?report"
    r"|(?:had|held|holds) an? (?:working |regular )?meeting))\b"
)
# "Ann Ash presented the plan to the Mayor".
GUEST = re.compile(
    rf"\b(?i:present(?:s|ed)|report(?:s|ed)) [^.\n]{{5,80}}? to (?:the )?(?P<who>{OFFICE}[^.\n]{{0,60}})"
)
# "The Mayor instructed the port".
INSTRUCTED = r" (?:instruct(?:s|ed)|order(?:s|ed)|direct(?:s|ed)|task(?:s|ed)|commissioned)\b"
VERB, INSTRUCTING = re.compile(INSTRUCTED), re.compile(f"{WHO}{WHEN}{INSTRUCTED}")
# A full stop or the end of a line, beyond which no match goes.
STOP = re.compile(r"[.\n]")
# "President of the Republic Ann Ash".
CALLED = re.compile(rf"(?P<title>{OFFICE}(?: (?:of|for) (?:the )?{WORD}){{0,4}}),? (?P<name>{WORD}(?: {WORD}){{1,2}})")
# Words of a title or a name that do not tell people apart.
COMMON = frozenset(
    {"of", "the", "and", "for", "on", "at", "in", "mr", "ms", "mrs", "dr", "his", "her", "he", "she", "today"}
    | {"minister", "republic"}
)
# The words of titles that the text can use for a head of state or government, and what else it can call them.
HEADS, STATE = frozenset({"president", "prime", "king", "emir"}), frozenset({"head", "state", "government", "leader"})


def superiors(text, opening):
    """Return the words of the names and titles of those who receive, visit or instruct others in a text."""
    instructions = (match for part in STOP.split(text) if VERB.search(part) for match in INSTRUCTING.finditer(part))
    places = [*HOST.finditer(opening), *GUEST.finditer(opening), *instructions]
    known = {word for match in places for word in words_of(match["who"])}
    headline = text.find("\n") if "." not in text.partition("\n")[0] else 0
    for match in CALLED.finditer(text, max(headline, 0)):
        if words_of(match["title"]) and words_of(match["title"]) <= known:
            known |= words_of(match["name"])
    return known | STATE if known & HEADS else known


def is_meeting(opening):
    """Whether the opening of a text tells of a meeting or a visit at which somebody may report."""
    return bool(HOST.search(opening) or GUEST.search(opening))


def words_of(title):
    """Return the words of a title or a name that tell people apart."""
    return frozenset(word.strip(".,").lower() for word in title.split()) - COMMON


class Speakers:
    """The words by which a text calls each source; a pronoun has those of the person who spoke before."""

    def __init__(self):
        self.last, self.by_start = frozenset(), {}

    def note(self, attributions):
        for each in attributions:
            for source in each.sources:
                if source.manner in SPEAKERS:
                    is_same = source.manner == PRONOUN or source.text.lower() in {"he", "she", "who"}
                    self.last = self.last if is_same else words_of(f"{source.text} {source.name}")
                    self.by_start[source.start] = self.last

    def words(self, source):
        return self.by_start.get(source.start, frozenset())
