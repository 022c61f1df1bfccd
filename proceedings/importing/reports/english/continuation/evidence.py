"""Evidence that a sentence without a verb of saying is part of a report, or the narrator's."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

from .meetings import words_of
from .narrator import BUILT, LEADING, is_person, is_quotation, words_of_narrator
from .sentences import argued
from .tenses import is_past, is_surely_past

# The tense of reported speech: "had risen", "would cost", "was to open", "were still working".
REPORTED_TENSE = re.compile(
    r"\b(?:had(?! to\b)|would|could|(?:was|were) (?:not )?(?:to|now|still|already|being|\w+ing|under|due to|yet)"
    r"|(?:was|were) about to|(?:was|were)(?: \w+){0,2} (?:now|still|already|yet|again))\b"
)
# "The order book was full".
STATE = re.compile(r"^(?!It )[^,;:]{3,70}? (?:was|were) (?:not |no |only |\d|an? |the |\w+ly )?(?!\w+ed\b)\w+")
# "14 percent", "In the north, 210 schools were built" and "knew of 112 such cases".
COUNTED = re.compile(
    r"\d (?:percent|per cent)|\d%|^(?:[^,;:\d]{2,40}, )?(?:Some |About |Over |More than |Another )?\d[\d,.]*"
    r" (?:[\w-]+ ){1,4}?(?:was|were|are|is|have|has|had)\b"
    r"|\b\d[\d,.]* such\b"
)
# "The district has 14 schools", of which a governor reports.
OWN_DISTRICT = re.compile(
    r"(?:The|Our) (?:region|district|province|county|city|municipality|territory|country) (?:has|is)\b"
)
# Before a person with a verb: "In the workshop the President talked with welders".
AT_PLACE = re.compile(
    r"(?:After|Ahead of|At|Before|Behind|During|Following|From|In|Inside|Later|Near|Next|On|Outside|Then|Upon|With)\b"
    r"(?:(?! (?:that|which|who|where)\b)[^,;:.]){0,60} $"
)
MEETING = r"had (?:an? )?(?:[\w-]+ ){0,2}(?:conversation|call|meeting|talks|lunch|dinner)\b"
ACTED = re.compile(
    rf" (?:(?:also|then|later|briefly|personally) )?(?:{MEETING}"
    r"|(?!had\b|was\b|would\b|could\b|were\b|should\b|did not\b|needed\b)(?:[a-z]{3,}ed|gave|took|met|spoke|saw|held"
    r"|laid|went|came|left|flew|made|began|sat|drank|ate|rode|drove|shook|put|lit|cut|rang|wrote|read) )"
)
# "Ms Ash dedicated it to those who had left".
ACTING = re.compile(r" (?!need)[a-z]{3,}ed ")
WILL = re.compile(r"\bwill\b")
DATED = re.compile(r"\b(?:[Ii]n|[Ss]ince) \d{4}\b")
PARTICIPLE = (
    r"(?:\w+(?:ed|en|wn|ought|aught)|made|done|gone|paid|sent|sold|told|kept|left|lost|met|set|put|begun|built|spent|held"
    r"|found|come|become|run|won|read|laid|led|brought|had)\b"
)
# "Pumps have since been bought".
DONE = re.compile(rf"\b(?:has|have) (?:\w+ ){{0,3}}?{PARTICIPLE}")
# "The Grain Board buys the harvest", but not "The Grain Board has bought it".
OF_BODY = re.compile(
    rf"The [A-Z][\w-]+(?: [A-Z][\w-]+)* (?:is|are|(?:has|have) (?!(?:\w+ly |already |now |also )?{PARTICIPLE})"
    r"|(?!has\b|was\b)\w+s\b)"
)
# "The quay is 300 metres long", if in the present.
OF_ONE_THING = re.compile(r"(?:The|It|Its|This|That|[A-Z]\w+ [A-Z]\w+)\b")
# "Elm is the main port", and "Since the reform officers have been examined".
PLACE = re.compile(
    r"(?!(?:It|This|That|There|What|One)\b)(?P<name>[A-Z][\w'-]+) (?:is|has been) (?:an?|one|the|\w+'s)\b"
)
SINCE_THEN = re.compile(r"Since (?!then\b)[^,;]{3,60}? (?:has|have) been\b")
# The beginnings of sentences about the end of a meeting, or who was there.
AROUND = re.compile(
    r"(?:At the end of|After (?:the|a)|(?:Also )?(?:[Pp]resent|[Tt]aking part)|Among those|Those present|In the vote"
    r"|Among the (?:audience|guests|participants|visitors)|In the afternoon|Within the framework"
    r"|On the same day|Other matters|In the evening|The next)\b"
)
SUBJECT = r"(?:The |This |That |A |Both |An )?(?:[\w-]+ ){0,2}?"
# The words before the subject of a sentence.
BEFORE = frozenset({"", "the", "his", "her", "a", "an"})


@cache
def listed(name, before="", after=""):
    """Return the pattern of the words of a list of en.yaml, between two patterns."""
    return re.compile(rf"{before}\b{alternatives(words('en')[name])}\b{after}", re.IGNORECASE)


def is_reported(reader):
    """Whether a sentence has the tense of reported speech, or compares."""
    sentence = sentence_of(reader)
    return bool(REPORTED_TENSE.search(sentence) or listed("report_compares").search(sentence))


def is_evident(reader):
    """Whether a sentence argues, compares, judges or goes on with a thought."""
    sentence = sentence_of(reader)
    is_argued = any(match[0].lower() != "will" for match in argued().finditer(sentence))
    is_judged = any(listed(name).search(sentence) for name in ("report_judges", "report_joins"))
    return is_argued or is_judged or is_reported(reader)


def is_likely(reader):
    """Whether a sentence counts, or tells what has been done, what will be done, or in which state a thing was."""
    sentence = sentence_of(reader)
    return is_evident(reader) or is_count(sentence) or any(each.search(sentence) for each in (DONE, STATE, WILL))


def is_of_thing_now(sentence):
    """Whether a sentence may describe a thing in the present, as a narrator does."""
    return bool(OF_ONE_THING.match(sentence)) and not is_surely_past(sentence)


def is_of_now(words_):
    """Whether words are in the present, or tell what has been done by now: "Two schools have been built"."""
    return not is_past(DONE.sub("", words_))


def is_count(sentence):
    return bool(COUNTED.search(sentence) or listed("report_counts").search(sentence))


def is_narrators(reader, superiors):
    """Whether a sentence is not part of a report, but about the event, people at it, or the history of a thing.

    `superiors` are the words of those to whom somebody reports.
    """
    sentence = sentence_of(reader)
    is_prose = sentence.endswith(".") and sentence[:1].isalnum() and not reader.topics and not is_quotation(reader)
    if not is_prose or is_around(sentence) or is_about_person(reader, sentence, superiors):
        return True
    if is_of_place(reader, sentence) or SINCE_THEN.match(sentence):
        return True
    if is_reported(reader) or listed("report_judges").search(sentence):
        return False
    # "In 2023, output rose by 4 percent."
    is_dated = DATED.search(sentence) and not is_count(sentence)
    return bool(is_dated) or is_history(sentence)


def is_around(sentence):
    """Whether a sentence is about a meeting, or has words of a narrator, but not "had been signed"."""
    if AROUND.match(sentence) or listed("settled").search(sentence):
        return True
    if listed("meeting_events", f"^{SUBJECT}", "(?!'s)").search(sentence):
        return True
    is_paper = listed("meeting_papers", f"^{SUBJECT}").search(sentence) and not REPORTED_TENSE.search(sentence)
    return bool(is_paper) or not all(each.lower().endswith("so far") for each in words_of_narrator(sentence))


def is_of_place(reader, sentence):
    """Whether a sentence tells what a place is of which the text writes: "Elm is the main port of the coast"."""
    place = PLACE.match(sentence)
    return bool(place) and bool(re.search(rf"[a-z,] {re.escape(place['name'])}\b", reader.text))


def is_history(sentence):
    """Whether a sentence tells what a thing is, and how it came to be: "The mill employs nine, and was built by"."""
    if OWN_DISTRICT.match(sentence):
        return False
    is_made = listed(
        "made", r"^(?:The|Its) [^,;:]{2,60}? (?:was|were) (?:\w+ly )?", " (?:by|in|as|under|on|with|to|from|for)"
    )
    is_lasting = listed("lasting", r"^(?:The|Its?|This|These|They|[A-Z][\w-]+)\b[^,;:]{0,80}?")
    return bool(
        BUILT.search(sentence) or is_made.search(sentence) or is_lasting.search(sentence) or OF_BODY.match(sentence)
    )


def is_about_person(reader, sentence, superiors):
    """Whether the subject of a sentence is one person: not "Nurses", nor "The contractor had"."""
    places = {reader.start, reader.start + LEADING.match(sentence).end()}
    people = [m for m in reader.mentions if is_person(reader.text, m) and not m.is_indefinite]
    people = [m for m in people if any(is_next(reader.text, at, m.start) for at in places)]
    # "Passenger numbers".
    people = [m for m in people if m.manner != TITLED or " " in m.text or not sentence.startswith(m.text)]
    # "The contractor", whom the text has not mentioned before, belongs to the report.
    people = [m for m in people if not (m.manner == TITLED and m.text.islower() and is_new(reader, m))]
    is_reported = bool(REPORTED_TENSE.search(sentence))
    is_reported = is_reported and not any(ACTING.match(reader.text, m.end) for m in people)
    if any(is_at_place(reader, each) for each in reader.mentions):
        return True
    return any(not is_reported or words_of(f"{m.text} {m.name}") <= superiors for m in people)


def is_at_place(reader, mention):
    """Whether somebody whom the text knows did something somewhere: "In the workshop the President talked with"."""
    before = reader.text[reader.start : mention.start]
    before = before[: -len("the ")] if before.endswith(" the ") else before
    is_one = mention.manner in {NAMED, TITLED} and not mention.is_indefinite and is_person(reader.text, mention)
    is_known = is_one and (mention.manner == NAMED or mention.text[0].isupper())
    return bool(is_known and AT_PLACE.match(before) and ACTED.match(reader.text, mention.end))


def is_new(reader, mention):
    """Whether a text mentions somebody for the first time."""
    return mention.text not in reader.text[: reader.start].lower()


def is_next(text, at, start):
    """Whether at most an article stands between two places."""
    return at <= start and text[at:start].strip().lower() in BEFORE


def sentence_of(reader):
    return reader.text[reader.start : reader.end]
