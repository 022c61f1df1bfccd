"""Sentences that only a narrator writes: about the event, people at it, or a day."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, PRONOUN, TITLED
from proceedings.importing.reports.english.people.posts import is_inhabitant
from proceedings.importing.reports.lexicon import alternatives, words

from .tenses import BACKSHIFT, is_past

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
SUBJECTS = frozenset({"he", "she"})
# Characters of a sentence, without a bullet, before its subject.
BEFORE_SUBJECT = 5
# What stands before a subject: "In winter, ", "At the same time ".
LEADING = re.compile(r"(?:(?!It |They |There )[A-Z][\w'-]*(?: [\w'-]+){0,6}, )?")
TIME = re.compile(
    rf"\b(?:in (?:early |late |mid-)?(?:\d{{4}}|{alternatives(words('en')['months'])})|(?:from|since|until) \d{{4}}"
    r"|(?:last |on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"|^(?:(?:His|Her) (?!(?i:{alternatives(words('en')['own_bodies'])}) )|(?:Behind|Beside|Outside|Around)\b)"
)
WHERE = re.compile(r"(?:In|At|Near|From|Around|Outside) ")
# "Two of them would close", "His delegation was open to dialogue".
PART = re.compile(
    r"(?:(?:All|One|Two|Three|Four|Some|None|Neither|Many|Most|Several|Few|Half) of"
    r" (?:them|these|those|his|hers|theirs|the)\b"
    r"|(?:His|Her) delegation\b)"
)
# "None of them carried a load", of things.
NONE_OF = re.compile(r"(?:None|Neither) of (?:them|these|those)\b")
OWN_PAST = re.compile(
    r"(?:(?:In|At|On|For|Since|During|After|As for|As to|As regards|Regarding|Concerning|With regard to)"
    r" [^,;]{2,40}, )?"
    r"(?:(?:She|He|she|he)(?: (?:him|her)self)?|(?:His|Her|his|her)(?: [\w-]+){1,4}?)"
    r" (?:had|would|could|might|did not|was not)\b"
)
# "Her Government had already paid".
OWN_BODY = re.compile(rf"(?:His|Her) (?i:{alternatives(words('en')['own_bodies'])}) (?:had|would) ")
# "The President would choose by May".
OTHERS_FUTURE = re.compile(r"The [A-Z][\w-]+(?: [A-Z][\w-]+| of| for| and){0,4} would (?!later|go on|then)")
# "Talks were set for Monday", "The question of the dam would be settled by May".
AHEAD = re.compile(
    r"(?: (?:of|on|about|with) [^,;:]{2,50}?)? (?:would (?!later|go on|then)"
    r"|had \w+(?:ed|en)\b|(?:was|were) (?:also |already |now )?"
    r"(?:being \w+ed|due|expected|planned|scheduled|set|to be|at an? \w+ stage)\b)"
)
ASIDE = re.compile(
    r"\b(?:earlier|previously|already|before|be drawn|disclose|name|say|specify|give|reveal|mention|comment|respond"
    r"|elaborate|answer|begun|arrived|opened|come|brought|would go on|would later|been asked|smile)\b"
)
WOULD = re.compile(r"\b(?:would|must|should|could|might|ought|remained|was|were|had|did)\b")
# The narrator's: "It was built in 1932".
BUILT = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:built|completed|created|erected|established|formed|founded|laid|opened) (?:in|on)\b"
)
# Before "signed" in "had been signed".
HAD = re.compile(
    r"\b(?:had|would|could|should|might|must|was to|were to)(?: \w+){0,3} $|^[^,;:]{3,60}? had (?!to\b).*$"
)
LONGEST_TERM = 40
# What stands before a name that is no place.
BEFORE_SURNAME = re.compile(r"(?<!\bin)(?<!\bat)(?<!\bnear)(?<!\boff)(?<!\bleft)(?<!\bbetween)(?<!\bvia)(?<=[a-z,])")
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
        r"(?!for all )(?:the |this |these |that |a |an |all |most |some |many |his |her |their |both |\d+ )?"
        # Not "she would visit".
        r"(?:(?!(?:can|could|did|had|may|might|must|should|to|will|would)\b)[\w'-]+ ){0,2}?"
        rf"{alternatives(words('en')['narrated_subjects'])}\b(?!'s)",
        re.IGNORECASE,
    )


def words_of_narrator(sentence):
    """Return the words that only a narrator uses, without those of "had been signed" or "would be discussed"."""
    if sentence.startswith(("Each ", "Every ")):
        # "Each of the vans visited a village."
        return []
    return [match[0] for match in narrated().finditer(sentence) if not HAD.search(sentence, 0, match.start())]


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


def is_about_somebody(reader, sentence, *, has_clause):
    """Whether the subject of a sentence is a person, or the event, but not "Talks were planned" behind a clause."""
    begin = LEADING.match(sentence).end()
    opening = [m for m in reader.mentions if m.start - reader.start <= BEFORE_SUBJECT]
    opening += [m for m in reader.mentions if 0 <= m.start - reader.start - begin <= BEFORE_SUBJECT]
    # "At Elm it had rained": a place.
    opening = [m for m in opening if not WHERE.fullmatch(reader.text, reader.start, m.start)]
    # "Plans with wards, student rooms or archives": no student, nor "Passenger services".
    bare = [m for m in opening if m.manner == TITLED and m.text == reader.text[m.start : m.end]]
    bare = [m for m in bare if m.text.islower() or (m.start == reader.start and m.text.isalpha())]
    opening = [m for m in opening if m not in bare]
    if not is_past(sentence) or BACKSHIFT.search(sentence):
        # "A nurse who works at night sleeps less."
        opening = [m for m in opening if not m.is_indefinite]
    is_part = PART.match(sentence) and (WOULD.search(sentence) or not is_past(sentence))
    if is_part or NONE_OF.match(sentence):
        return False
    is_event = narrated_subject().match(sentence, begin) or narrated_subject().match(sentence)
    ahead = AHEAD.match(sentence, is_event.end()) if is_event else None
    is_event = is_event and not (ahead and (has_clause or ahead[0].endswith("would ")))
    is_own = OWN_BODY.match(sentence) or (OWN_PAST.match(sentence) and not ASIDE.search(sentence))
    if (is_own or OTHERS_FUTURE.match(sentence)) and not is_event:
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
    # "Elmia would not forget it", where the text has "in Elmia": a place.
    names = re.finditer(rf" {re.escape(mention.name)}\b(?! [A-Z])", near)
    return any(BEFORE_SURNAME.match(near, name.start()) for name in names)
