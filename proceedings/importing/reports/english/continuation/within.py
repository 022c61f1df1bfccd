"""Words of others within somebody's words: "Ann Ash said that it was late. The board had refused it."."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED

from .narrator import PART, SPEAKERS, narrated_subject
from .sentences import is_clause
from .tenses import BACKSHIFT, is_past

# "His doctors".
OWN = re.compile(r"(?:His|Her|Their) (?:[\w-]+ )?\w+s\b")
# Verbs of what a group wants or knows.
ATTITUDE = re.compile(
    r"\b(?:knew|intended|wished|wanted|hoped|planned|expected|feared|preferred|needed"
    r"|regarded|considered|viewed|believed|thought|felt|found)\b"
)
# "She had understood that it was late" after her words.
OWN_THOUGHT = re.compile(
    r"(?:He|She) had (?:\w+ly )?(?:understood|known|realised|realized|felt|thought|hoped|feared|wanted)\b"
)


def is_within(reader, attributions, last):
    """Whether others say something within words: "The board had refused it", "Many are unaware of it"."""
    text = reader.text
    return all(
        is_backshifted(text, each)
        or is_own_thought(text, each, last)
        or is_of_now(text, each, last)
        or is_of_thing(text, each, last)
        or is_of_it(text, each, last)
        for each in attributions
    )


def is_of_thing(text, each, last):
    """Whether a thing is in a state, in the past as the words before: "Chile was ready to pay"; also "his doctors"."""
    source = each.sources[0] if len(each.sources) == 1 else None
    is_thing = source and each.rule == "state"
    is_thing = is_thing and (source.manner == THING or PART.match(source.text) or OWN.match(text, *source.span))
    own = text[last.content[0][0] : last.content[-1][1]]
    return bool(is_thing) and is_clause(text, last) and is_past(own) and is_past(text[source.end : each.cue[0][1]])


def is_of_it(text, each, last):
    """Whether "it" said something in the past, behind a clause in the past: "Chile bought rye. It rejected oats"."""
    is_it = [source.text for source in each.sources] == ["It"] and is_past(text[each.sentence[0] : each.cue[0][1]])
    own, between = text[last.content[0][0] : last.content[-1][1]], text[last.content[-1][1] : each.sentence[0]]
    return is_it and is_clause(text, last) and is_past(own) and bool(between.strip(' .”"'))


def is_of_now(text, each, last):
    """Whether a group or a thing says something in the present, behind what somebody said in the past."""
    begun = last.begun or last
    is_by_somebody = any(source.manner in SPEAKERS for source in each.sources)
    if each.rule not in {"state", "passive by"} or not begun.cue or is_by_somebody:
        return False
    is_reported = begun.rule == "prepositional" or is_past(text[slice(*begun.cue[0])])
    return is_reported and not is_past(text[each.sentence[0] : each.cue[0][1]])


def is_backshifted(text, each):
    source = each.sources[0] if len(each.sources) == 1 else None
    is_known = (
        source is None or source.manner in {NAMED, PRONOUN} or (source.manner == TITLED and not source.is_indefinite)
    )
    return not is_known and bool(BACKSHIFT.search(text, source.end, each.cue[0][0]))


def is_of_others(text, each):
    """Whether a group or a body wanted or knew something: "Most firms intended to stay", not "the participants"."""
    source = each.sources[0] if len(each.sources) == 1 else None
    is_other = source and source.manner in {COLLECTIVE, THING} and not narrated_subject().match(source.text)
    is_wish = each.cue and ATTITUDE.match(text, each.cue[0][0])
    return bool(is_other and (is_wish or (each.rule == "state" and is_past(text[source.end : each.cue[0][1]]))))


def is_own_thought(text, each, last):
    """Whether somebody tells what she had understood or feared before, among her own words."""
    is_by_one = len(last.sources) == 1 and last.sources[0].manner in SPEAKERS
    return is_by_one and bool(OWN_THOUGHT.match(text, *each.sentence))
