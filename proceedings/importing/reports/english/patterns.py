"""The patterns of English frames, made of the words in en.yaml."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

from .tokens import word_set

BE = r"(?:is|was|are|were|am|has been|have been|had been|remained|remains|felt|feels)"
# Between a verb and its "that": "noted at the meeting that".
TO_THAT = re.compile(
    r"(?:\s*,)?\s*(?:(?:in|at|on|during|to|with|after|before|once|for|as|while)\b[^,;.]{0,70}?,?\s+)?that\b",
    re.IGNORECASE,
)
TAG_END = re.compile(r"\s*(?:[,.;:!?—–-]|$)")
TAG_STARTS = (",", "—", "–", "-", "”", '"', "»", "?", "!", ";", ":")
# The hearer in a tag: "she told her guests".
TOLD = re.compile(r"\s+(?:(?:the|his|her|their|all|those)\s+)?\w+(?:\s+\w+){0,3}(?=\s*[,.;]|\s*$)")
LONG_HEARER = re.compile(r"\s+[^,;:.“\"]{2,80}(?=[,.;]|\s*$)")
PLACE = re.compile(r"\s+(?:in|at|on|during|after|when|while)\b[^,;]{2,200}?(?=[,.;]|$)")
# "Said the President as he opened the meeting": no content.
CIRCUMSTANCE = re.compile(r"\s+(?:as|in|at|on|during|when|while|after|before|to|with)\b[^,;:“\"]*")
INVERSION_END = re.compile(
    r"\s*(?:[,.;:!?—–)]|$|(?:as|in|at|on|during|when|while|after|before|to|with|adding|stressing)\b)", re.IGNORECASE
)
# A quotation after a colon is what a verb introduces, whatever stands before it.
QUOTED = re.compile(r"\s*:\s*[“«\"]")
COLON = re.compile(r"\s*[:,]?\s*(?=[“«\"])|\s*:\s*")
THAT_LIST = re.compile(r";\s*(?:and\s+|as well as\s+)?that\b,?\s*")
CONJUNCTION = re.compile(
    r"(?:[,;]\s*)?\b(?:and|but|or)\b\s*(?:at the same time,?\s*)?(?:\w+ly\s+|also\s+|then\s+|further\s+)*$"
    r"|[,;]\s*(?:while|whereas|with|to which)?\s*$",
    re.IGNORECASE,
)
NEW_SPEAKER = re.compile(
    r"(?:,\s*(?:while|whereas|and|but|to which)|;|\bwhile)(?:\s+(?:in turn|for (?:his|her) part|at the same time),?)?$",
    re.IGNORECASE,
)
PARTICIPLE_BEFORE = re.compile(r"(,|\band|\bwhile|\bby|;)(\s+(?:also|thereby|\w+ly|at the same time))?,?$")
# "His colleagues to translate them".
REQUESTED = re.compile(r"[^,;.:]{2,80}? (?:not )?to \w+")
# "Declined to comment" says nothing.
INFINITIVE = re.compile(r"\s*(?:not )?to\s(?!(?:comment|elaborate|respond|be interviewed)\b)")
DETERMINED = re.compile(r"\s*(?:the|a|an|his|her|its|their|that|how|why|what|whether)\b")


@cache
def states():
    """Return the pattern of "was sure that"."""
    return re.compile(
        rf"\b{BE}(?:,\s[\w ]{{3,20}},)?\s+(?:\w+ly\s+|also\s+|not\s+)?"
        rf"(?P<state>{alternatives(words('en')['states'])})\b"
        r"(?P<link>\s+that|\s+to|\s+of|\s+about|\s+for|\s+with)?",
        re.IGNORECASE,
    )


@cache
def connective():
    """Return the pattern of words before a tag that are no content: "In addition"."""
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"(?:{adverbs}|and|but|so|yet|\w+ly|(?:in|at|on|for|as|to) [^,]{{1,30}})", re.IGNORECASE)


@cache
def guarded_object():
    return re.compile(rf"\s*(?:[\w'-]+\s+){{0,3}}{alternatives(words('en')['objects'])}\b", re.IGNORECASE)


@cache
def judgement():
    """Return the pattern of the object that a verb judges: "a gift to developers", "the plan as a gift", "it late"."""
    return re.compile(
        r"\s*(?:[“«\"]|an?\b|(?:him|her|it|them|this)\b|(?=[^,;.]{2,80}?\s(?:an?|as|to|with|of|for|“|\")\b)(?:the|his|her|their|its|that|[A-Z])\w*"
        r"|(?=[^,;.]{2,80}?\s(?:with|as|to)\b)\w+|(?P<of>(?=[^,;.]{2,80}?\sof\b)\w+))",
    )


@cache
def noun_that():
    """Return the pattern of "the hope that" after a verb."""
    nouns = alternatives(words("en")["that_nouns"])
    return re.compile(rf"\s*(?:(?:his|her|their|its|the|a|\w+(?:ful|ong|eat|eep|ull|ain|ere))\s+){{0,3}}{nouns} that\b")


@cache
def courtesy():
    return re.compile(rf"\s*(?:all |the |all the |his |her )?{alternatives(words('en')['courtesies'])}\b[^,;]{{0,30}}$")


@cache
def passives():
    return [re.compile(pattern, re.IGNORECASE) for pattern in words("en")["passive"]]


@cache
def opinion():
    """Return the pattern of "Her advice was that" and "For Ann Ash," at the beginning of a sentence."""
    nouns = alternatives(words("en")["own_words"])
    return re.compile(
        r"(?P<owner>(?:His|Her|Their)\b|[A-Z][^,;:.“”]{2,40}'s?)"
        rf"(?P<noun> (?:own |main )?{nouns}(?: to [^,;:.]{{2,60}}?)? (?:is|was)(?: also)? (?:that|clear:|simple:))"
        r"|(?P<for>For) (?P<source>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+)*)"
        r"(?P<rest> (?:of|from|at) [^,;:.“”]{2,60})?, (?=[a-z])"
    )


@cache
def prepositional():
    """Return the pattern of "according to X" and "in his opinion"."""
    phrases = alternatives(words("en")["prepositional"])
    nouns = alternatives(words("en")["possessed"])
    return re.compile(
        rf"\b(?P<to>{phrases})\s+(?P<source>[^;:“”]+?)(?=\s*[,.;]|\s*$)"
        r"|(?:^|(?<=[,;] )|(?<=\. )|(?<=\n))(?:in|from|to) (?P<owner>his|her|their|[^,;.“”]{3,50}?(?:'s|s'))"
        rf"(?P<noun>\s+(?:own\s+)?{nouns})\b",
        re.IGNORECASE,
    )
