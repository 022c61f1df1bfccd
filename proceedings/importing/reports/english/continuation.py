"""Sentences of an English paragraph that go on with somebody's words: "She said rain fell. Drains must be built."."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, PRONOUN, THING, TITLED, Attribution
from proceedings.importing.reports.lexicon import alternatives, words

from .patterns import ABOUT_WHAT
from .people.posts import is_country, is_inhabitant

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
# Endings of rules whose content is a clause.
CLAUSAL = ("that", "bare", "tag", "hearer", "prepositional", "opinion", "quotation")
SUBJECTS = frozenset({"he", "she"})
# Characters of a sentence, without a bullet, before its subject.
BEFORE_SUBJECT = 5
# What stands before a subject: "In winter, ", "At the same time ".
LEADING = re.compile(r"(?:(?!It |They |There )[A-Z][\w'-]*(?: [\w'-]+){0,6}, )?")
# The past tense, and a time or a place of the narrator's: "was built in 1932", "fell on Monday", "Behind him".
PAST_TENSE = re.compile(
    r"\b(?:was|were|had|would|did|could|might|gave|took|made|became|came|went|got|fell|rose|grew|broke|began|saw|knew|kept|held"
    r"|left|lost|met|put|set|stood|burst|wept|sang|sat|slept|drank|ate|threw|drew|drove|fought|caught|felt|heard|shook|rang|flew|hung|fled|sank|brought|built|bought|led|lay|ran|said|spoke|spent|told|won|wrote"
    r"|(?<!have )(?<!has )(?<!is )(?<!are )(?<!be )(?<!been )(?<!-)(?!(?:need|exceed|proceed|embed)\b)\w+ed"
    r"(?P<prep> (?:by|in|to|with|on|as|at|under|for) )?)\b"
)
TIME = re.compile(
    rf"\b(?:in (?:early |late |mid-)?(?:\d{{4}}|{alternatives(words('en')['months'])})|(?:from|since|until) \d{{4}}"
    r"|(?:last |on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"|^(?:(?:His|Her) (?!{alternatives(words('en')['own_bodies'])} )|(?:Behind|Beside|Outside|Around)\b)"
)
# "The Council to widen the drains", but not "how to widen them".
REQUEST = re.compile(r"(?!(?:whether|if|why|how|what|which|when|where|who)\b)[^,;:]{2,80}? to \w")
# "A rule helps nobody", "Whoever pays decides".
GENERAL = re.compile(
    r"(?:An?|Any\w*|No|Every\w*|Each|Such|Nobody|Nothing|Whoever|Whatever|Where|If|Unless|When|As long as|Those who"
    r"|People who|There (?:is|are)|Without) "
)
# "Two of them would close", "His delegation was open to dialogue".
PART = re.compile(
    r"(?:(?:All|One|Two|Three|Four|Some|None|Neither|Many|Most|Several|Few|Half) of"
    r" (?:them|these|those|his|hers|theirs|the)\b"
    r"|(?:His|Her) delegation\b)"
)
# "None of them carried a load", of things.
NONE_OF = re.compile(r"(?:None|Neither) of (?:them|these|those)\b")
OWN_PAST = re.compile(
    r"(?:(?:In|At|On|For|Since|During|After) [^,;]{2,40}, )?(?:She|He|she|he|(?:His|Her|his|her)(?: [\w-]+){1,4}?)"
    r" (?:had|would|could|might|did not|was not)\b"
)
ASIDE = re.compile(
    r"\b(?:earlier|previously|already|before|be drawn|disclose|name|say|specify|give|reveal|mention|comment|respond"
    r"|elaborate|answer|begun|arrived|opened|come|brought|would go on|would later|been asked|smile)\b"
)
WOULD = re.compile(r"\b(?:would|must|should|could|might|ought|remained|was|were|had|did)\b")
# "The road was narrow" can continue an object, but not "A choir sang".
BEING = re.compile(r"^(?:(?:Of|In|At|For) [^,;:]{3,60}, )?[^,;:]{3,60}? (?:was|were|is|are|had|has|have|did|does|do) ")
# The tense in which a speaker reports what others said: "The board had refused it".
BACKSHIFT = re.compile(r"\b(?:had|would|did not|could not)\b")
# The narrator's: "It was built in 1932".
BUILT = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:built|completed|created|erected|established|formed|founded|laid|opened) (?:in|on)\b"
)
# "The mill has stood idle since 2009".
SINCE = re.compile(r"\b(?:has|have) \w[^,;:]* since \w")
NOW = re.compile(r"\b(?:now|today|these days) \w+s\b")
TODAY = re.compile(r"(?:Today|Nowadays|These days|At present|Currently)\b")
PERFECT = re.compile(r"\b(?:has|have) \w")
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
FEWEST_WORDS, FEWEST_TOLD = 3, 4
# The rule of an act before a quotation, "Ann Ash laughed.", and the most words of that sentence.
ACT, MOST_WORDS_OF_ACT = "act", 8
LONGEST_TERM = 40
# A surname is looked for within so many characters around it.
NEAR = 5_000


@cache
def narrated():
    """Return the pattern of words that only a narrator uses."""
    return re.compile(rf"\b{alternatives(words('en')['narrated'])}\b", re.IGNORECASE)


@cache
def narrated_subject():
    """Return the pattern of a subject that is the event or somebody at it: "The second meeting", "Delegates"."""
    return re.compile(
        rf"(?:the |this |these |that |a |an |all |most |some |many |his |her |their |both |\d+ )?(?:[\w'-]+ ){{0,2}}?"
        rf"{alternatives(words('en')['narrated_subjects'])}\b(?!'s)",
        re.IGNORECASE,
    )


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
        or (is_quoted_whole(reader.text, last) and not TODAY.match(reader.text, reader.start))
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
    is_narrated = is_quotation(reader) or narrated().search(sentence) or is_introduction(reader)
    if not is_prose or is_narrated or is_about_somebody(reader, sentence):
        return False
    has_clause = is_clause(reader.text, last)
    if argued().search(sentence) or is_general(sentence, has_clause=has_clause):
        return True
    if len(sentence.split()) < FEWEST_TOLD:
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


def is_within(reader, attributions, last):
    """Whether others say something within words: "The board had refused it", "Many are unaware of it"."""
    text = reader.text
    return all(
        is_backshifted(text, each) or is_of_now(text, each, last) or is_of_thing(text, each, last)
        for each in attributions
    )


def is_of_thing(text, each, last):
    """Whether a thing is in a state, in the past as the words before: "Chile was ready to pay"."""
    source = each.sources[0] if len(each.sources) == 1 else None
    is_thing = source and each.rule == "state" and (source.manner == THING or PART.match(source.text))
    own = text[last.content[0][0] : last.content[-1][1]]
    return bool(is_thing) and is_clause(text, last) and is_past(own) and is_past(text[source.end : each.cue[0][1]])


def is_of_now(text, each, last):
    """Whether a group or a thing says something in the present, behind what somebody said in the past."""
    begun = last.begun or last
    is_by_somebody = any(source.manner in SPEAKERS for source in each.sources)
    if each.rule not in {"state", "passive by"} or not begun.cue or is_by_somebody:
        return False
    is_told = begun.rule == "prepositional" or is_past(text[slice(*begun.cue[0])])
    return is_told and not is_past(text[each.sentence[0] : each.cue[0][1]])


def is_backshifted(text, each):
    source = each.sources[0] if len(each.sources) == 1 else None
    is_known = (
        source is None or source.manner in {NAMED, PRONOUN} or (source.manner == TITLED and not source.is_indefinite)
    )
    return not is_known and bool(BACKSHIFT.search(text, source.end, each.cue[0][0]))


def is_past(words_):
    return bool(PAST_TENSE.search(words_))


def is_surely_past(words_):
    """Whether words have a past tense that cannot be a participle, unlike "a method tried in Elm"."""
    return any(not match["prep"] for match in PAST_TENSE.finditer(words_))


def is_question(text, last):
    """Whether words are asked, not asked for: "asked whether", but not "asked the Council to"."""
    is_request = REQUEST.match(text, last.content[0][0], last.content[-1][1]) or last.rule.endswith("that")
    return last.kind == "question" and not is_request


def is_quotation(reader):
    """Whether a sentence quotes more than a term."""
    return any(last - first > LONGEST_TERM for first, last in reader.quoted_inside())


def is_introduction(reader):
    """Whether a sentence is the first with a name that comes again: "The idea came from Ann Ash."."""
    names = [mention.name for mention in reader.mentions if mention.manner == NAMED and " " in mention.name]
    return any(
        reader.text.find(name, 0, reader.start) < 0 and reader.text.find(name.split()[-1], reader.end) >= 0
        for name in names
    )


def is_about_somebody(reader, sentence):
    """Whether the subject of a sentence is a person, or the event."""
    begin = LEADING.match(sentence).end()
    opening = [m for m in reader.mentions if m.start - reader.start <= BEFORE_SUBJECT]
    opening += [m for m in reader.mentions if 0 <= m.start - reader.start - begin <= BEFORE_SUBJECT]
    # "Plans with wards, student rooms or archives": no student.
    bare = [m for m in opening if m.manner == TITLED and m.text == reader.text[m.start : m.end] and m.text.islower()]
    opening = [m for m in opening if m not in bare]
    if not is_past(sentence) or BACKSHIFT.search(sentence):
        # "A nurse who works at night sleeps less."
        opening = [m for m in opening if not m.is_indefinite]
    is_part = PART.match(sentence) and (WOULD.search(sentence) or not is_past(sentence))
    if is_part or NONE_OF.match(sentence):
        return False
    is_event = narrated_subject().match(sentence, begin) or narrated_subject().match(sentence)
    if OWN_PAST.match(sentence) and not is_event and not ASIDE.search(sentence):
        # "He had driven there himself": he speaks about himself.
        return False
    return bool(is_event) or any(is_person(reader.text, mention) for mention in opening)


def is_person(text, mention):
    """Whether a mention is a person: not "Ann Ash's road", nor a word with a capital only at the beginning."""
    if text.startswith("'", mention.end):
        return False
    if mention.manner == PRONOUN:
        return mention.text.lower() in SUBJECTS
    is_word = mention.text == mention.name and " " not in mention.name
    if is_word and is_inhabitant(mention.name):
        # "Elmian farmers had lost their land."
        return False
    return mention.manner in SPEAKERS and not (is_word and not is_surname(text, mention))


def is_surname(text, mention):
    """Whether the text near by has a word with a capital within a sentence, not before another such word."""
    near = text[max(mention.start - NEAR, 0) : mention.end + NEAR]
    return bool(re.search(rf"[a-z,] {re.escape(mention.name)}\b(?! [A-Z])", near))
