"""Sentences of an English paragraph that go on with somebody's words: "She said rain fell. Drains must be built."."""

import re
from functools import cache

from proceedings.importing.reports.attributions import Attribution
from proceedings.importing.reports.english.patterns import ABOUT_WHAT
from proceedings.importing.reports.english.people.posts import is_country
from proceedings.importing.reports.lexicon import alternatives, words

from .narrator import (
    BEFORE_SUBJECT,
    BUILT,
    SPEAKERS,
    TIME,
    is_about_somebody,
    is_introduction,
    is_person,
    is_quotation,
    words_of_narrator,
)
from .tenses import PERFECT, is_past, is_surely_past

# Endings of rules whose content is a clause.
CLAUSAL = ("that", "bare", "tag", "hearer", "prepositional", "opinion", "quotation")
# "The Council to widen the drains", but not "how to widen them".
REQUEST = re.compile(r"(?!(?:whether|if|why|how|what|which|when|where|who)\b)[^,;:]{2,80}? to \w")
# "A rule helps nobody", "Whoever pays decides".
GENERAL = re.compile(
    r"(?:An?|Any\w*|No|Every\w*|Each|Such|Nobody|Nothing|Whoever|Whatever|Where|If|Unless|When|As long as|Those who"
    r"|People who|There (?:is|are)|Without) "
)
# "The road was narrow" can continue an object, but not "A choir sang".
BEING = re.compile(r"^(?:(?:Of|In|At|For) [^,;:]{3,60}, )?[^,;:]{3,60}? (?:was|were|is|are|had|has|have|did|does|do) ")
# "The mill has stood idle since 2009".
SINCE = re.compile(r"\b(?:has|have) \w[^,;:]* since \w")
NOW = re.compile(r"\b(?:now|today|these days) \w+s\b")
TODAY = re.compile(r"(?:Today|Nowadays|These days|At present|Currently)\b")
# "“I like it,” she said. The price had first to be agreed."
INDIRECT = re.compile(r"\b(?:would|could|had(?: \w+)? to|(?:was|were) (?:to|for \w+ to)) \w")
# Verbs of a report, and the facts of one: "Wages grew by 9 percent".
REPORTED = re.compile(
    r"(?:report(?:ed|s)|informed|informs|told|tells|briefed|briefs|updated|updates|spoke|speaks|gave|gives)\b"
)
SUMMED = re.compile(
    r"^(?:Last|This) year\b|^(?:In|Over|During) (?:the )?(?:recent|last|past)\b|^(?:To date|So far)\b"
    r"|\d(?: percent| per cent|%| \w+s\b|,\d{3})|\b(?:by half|by a (?:third|quarter|fifth)|doubled|tripled|halved)\b"
)
# The subject of "The old firm makes bricks".
OF_THING = re.compile(r"(?:The|This|Its) (?P<thing>\w+ \w+)")
ORGANISERS = frozenset({"society", "network", "initiative", "institute", "association", "academy", "museum", "centre"})
# The fewest words of a sentence that argues, and of any other one, to continue somebody's words.
FEWEST_WORDS, FEWEST_OF_OTHERS = 3, 4
# The rule of an act before a quotation, "Ann Ash laughed.", and the most words of that sentence.
ACT, MOST_WORDS_OF_ACT = "act", 8


@cache
def argued():
    """Return the pattern of what somebody argues: "must", "necessary", "priority"."""
    return re.compile(rf"\b{alternatives(words('en')['argued'])}\b", re.IGNORECASE)


def goes_on(reader, last):
    """Whether a sentence without attributions continues the words of the last attribution in its paragraph.

    "Ann Ash said that rain fell. The drains must be widened." does, "The meeting closed at noon." does not.
    """
    is_speech = len(last.sources) == 1 and last.sources[0].manner in SPEAKERS and last.is_remark
    if (
        not is_speech
        or last.rule == ACT
        or reader.topics
        or (is_quoted_whole(reader.text, last) and not is_behind_quotation(reader))
        or is_question(reader.text, last)
    ):
        return False
    sentence = reader.text[reader.start : reader.end]
    is_prose = (
        sentence.endswith(".")
        and sentence[:1].isalnum()
        and not sentence.startswith("Which ")
        and len(sentence.split()) >= FEWEST_WORDS
    )
    is_narrated = is_quotation(reader) or words_of_narrator(sentence) or is_introduction(reader)
    has_clause = is_clause(reader.text, last)
    if not is_prose or is_narrated or is_about_somebody(reader, sentence, has_clause=has_clause):
        return False
    if argued().search(sentence) or is_general(sentence, has_clause=has_clause):
        return True
    if len(sentence.split()) < FEWEST_OF_OTHERS:
        return False
    # An object has no tense of its own: "reported on the harvest".
    own = reader.text[last.content[0][0] : last.content[-1][1]] if has_clause else reader.text[slice(*last.cue[0])]
    is_of_time = is_past(own) if is_surely_past(sentence) else not is_surely_past(own) or is_past(sentence)
    is_of_time = is_of_time or bool(PERFECT.search(own) and PERFECT.search(sentence))
    is_of_time = is_of_time or not is_about_thing(sentence, reader.text[last.content[0][0] : last.content[-1][1]])
    is_state = not is_surely_past(sentence) or bool(BEING.search(sentence))
    # "The road had sunk. It was closed in May": her words, if both are in the past.
    is_own_past = has_clause and is_past(sentence) and (is_past(own) or BEING.search(sentence))
    is_own_past = is_own_past and not BUILT.search(sentence)
    is_summary = is_report(reader.text, last) and bool(SUMMED.search(sentence))
    is_dated = TIME.search(sentence) and not (is_own_past or is_summary or SINCE.search(sentence))
    return (has_clause or is_state or is_summary) and is_of_time and not is_dated


def is_report(text, last):
    """Whether words only tell on what somebody reported: "reported on the harvest", "told the mayor about it"."""
    return last.rule.endswith(("object", "hearer")) and bool(last.cue and REPORTED.match(text, last.cue[0][0]))


def is_clause(text, last):
    """Whether words are a clause, which has a tense: not "reported on the harvest"."""
    is_state = last.rule == "state" and text[slice(*last.cue[-1])].endswith(" that")
    return last.rule.endswith(CLAUSAL) or is_state or not last.cue or bool(ABOUT_WHAT.match(text, last.content[0][0]))


def is_about_thing(sentence, own):
    """Whether the subject of a sentence is a thing in the words before: "The firm makes bricks" after "the firm"."""
    subject = OF_THING.match(sentence)
    known = {*own.lower().split(), *ORGANISERS}
    # "The Fund has nine members" too.
    is_name = bool(subject) and subject["thing"][0].isupper() and not is_country(subject["thing"])
    return bool(subject) and (is_name or not known.isdisjoint(subject["thing"].lower().split()))


def is_general(sentence, *, has_clause):
    """Whether a sentence is a general statement; after an object, "No petition has been filed" is the narrator's."""
    is_present = not is_past(sentence) or bool(NOW.search(sentence))
    return bool(GENERAL.match(sentence)) and is_present and (has_clause or not PERFECT.search(sentence))


def leading(reader):
    """Return the Attribution of "Ann Ash spoke about bees", which the next sentence can continue, or None.

    Also return that of "Ann Ash laughed.", since a quotation after it is hers.
    """
    if reader.topics:
        return reader.topics[-1]
    people = [each for each in reader.mentions if each.manner in SPEAKERS and not each.is_indefinite]
    is_act = len(people) == 1 and people[0].start - reader.start <= BEFORE_SUBJECT and not reader.quoted_inside()
    is_act = is_act and is_person(reader.text, people[0])
    is_act = is_act and len(reader.text[reader.start : reader.end].split()) <= MOST_WORDS_OF_ACT
    return Attribution(people, [], [reader.span], ACT, reader.span) if is_act else None


def is_quoted_whole(text, last):
    """Whether words are a quotation of a sentence, not only of a term: "spoke of “pressure”"."""
    return last.is_verbatim and not text[last.content[0][0]].islower()


def is_behind_quotation(reader):
    """Whether a sentence can go on behind a quotation: in reported speech, or if it begins with "Today"."""
    return bool(TODAY.match(reader.text, reader.start) or INDIRECT.search(reader.text, reader.start, reader.end))


def is_question(text, last):
    """Whether words are asked, not asked for: "asked whether", but not "asked the Council to"."""
    is_request = REQUEST.match(text, last.content[0][0], last.content[-1][1]) or last.rule.endswith("that")
    return last.kind == "question" and not is_request
