"""Adverbs and auxiliaries around the cues of an English sentence."""

import re
from functools import cache, lru_cache

from proceedings.importing.reports.lexicon import alternatives

from .tokens import word_set

# In characters.
LONGEST_ADVERB = 60
# Adverbs of manner.
MANNER = (
    r"(?:(?:very|quite|rather|somewhat|almost|more|most|fairly|only half|a little|a bit|so) )?"
    r"(?!(?:early|daily|weekly|monthly|yearly|hourly|quarterly|friendly|elderly|costly|lively|likely|unlikely|timely"
    r"|orderly|ugly|lonely|deadly|scholarly|worldly|bodily)\b)"
    r"(?!famil|assembl|all|rall|suppl|repl|monopol|anomal|appl)(?-i:[a-z])\w{2,}ly"
)
# Auxiliaries, with their negations.
AUXILIARIES = (
    r"has|have|had|not|did|do|does|(?:did|do|does|has|have|had|wo|would|ca|could)n't|cannot"
    r"|(?:will|would|could|can) not"
)
# "Late on Monday", "last year", "two days ago".
TIMES = (
    r"(?:(?:late|early|earlier|later|as)\s+)?(?:on\s+|last\s+|this\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:earlier\s+|later\s+|late\s+|early\s+)?(?:last|this)\s+"
    r"(?:week|month|year|spring|summer|fall|autumn|winter|morning|afternoon|evening|night|weekend)"
    r"|(?:\w+\s+)?(?:weeks?|months?|years?|days?|hours?|minutes?)\s+(?:ago|earlier|later)|(?:once|twice)\s+before"
)
# "In her opening speech".
SPEAKING = (
    r"(?:in|during|at|on) (?:his|her|their|its|the|an?) (?:[\w-]+ ){0,2}?(?:remarks|speech|address|statement|report"
    r"|comments|presentation|paper|talk|lecture|keynote|contribution|reply|response|message|intervention|discussion|debate)"
)


@cache
def adverb_before():
    """Return a pattern of adverbs and auxiliaries at the end of a text, with commas around them."""
    adverbs = alternatives(map(re.escape, word_set("adverbs") | word_set("adverbs_before")))
    return re.compile(
        rf"(?:(?:^|(?<=[\s,]))(?:{adverbs}|{TIMES}|{MANNER}|{AUXILIARIES}|{SPEAKING})\s*,?|(?<=\w),(?=\s*$(?!)))\s*$",
        re.IGNORECASE,
    )


# Each end is asked for about five times while a sentence is read.
@lru_cache(1_000)
def end_before_adverbs(text, start, end):
    """Return where words end before the adverbs and auxiliaries, with commas, at the end of a part of a text."""
    while True:
        stripped = len(text[start:end].rstrip()) + start
        match = adverb_before().search(text, max(start, stripped - LONGEST_ADVERB), stripped)
        if not match or match.end() != stripped or match.start() < start:
            return stripped
        before = text[start : match.start()].rstrip()
        if before and match[0].rstrip().endswith(",") and not before.endswith(","):
            # The last word of an insertion: "the report, released on Monday, …".
            return stripped
        end = match.start()
        if before.endswith(",") and text[match.start() : stripped].rstrip().endswith(","):
            end = start + len(before) - 1


@cache
def adverb_after():
    """Return a pattern of adverbs after a cue, with commas around them."""
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"\s*(?:,\s*)?(?:{TIMES}|{adverbs}|{MANNER})\b(?!'s)\s*,?", re.IGNORECASE)


@cache
def time_after():
    return re.compile(rf"\s*(?:{TIMES})\b", re.IGNORECASE)
