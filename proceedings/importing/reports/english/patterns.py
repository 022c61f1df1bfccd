"""The patterns of English frames, made of the words in en.yaml."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

from .tokens import INSERTED, word_set

BE = r"(?:(?:is|was|are|were)(?:n't)?|am|has been|have been|had been|remained|remains|felt|feels|seemed|seems|appeared)"
# The place, and the agency, before a piece of news: "SPRINGDALE, Ohio (AP) —", "Paris (AFP) -".
DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.' -]+[A-Z.](?:,\s\w[\w. ]{1,20}){0,2}(?:\s\([A-Z][\w /.]+\))?"
    r"|[A-Z][\w. ]{2,25}(?:,\s\w[\w. ]{1,20})?\s\([A-Z][\w /.]+\)|\([A-Z][\w /.]+\)"
    r"|[A-Z][\w. -]{2,25}(?:, [A-Z][\w. ]{2,20})?, (?:\d{1,2}\.? \w{3,9}|\w{3,9}\.? \d{1,2}),?(?: \d{4})?)\s*[—–:-]+\s"
    # A bullet.
    r"|\s*[•·▪◦‣*–—-]\s+"
)
WILL = re.compile(r"\s(?:will|would|may|might)(?:\snot|\sstill|\salso|\s\w+ly)?\s$")
PASSIVE_BE = re.compile(r"\b(?:(?:is|was|are|were)(?:n't)?|(?:has|have|had) been|(?:is|was|are|were) being)$")
# Between a verb and its "that": "noted at the meeting that".
TO_THAT = re.compile(
    r"(?:\s*,(?! (?:who|which|whose|and|but|or)\b)[^,;.:“”\"]{2,50},)?(?:\s*,)?\s*"
    r"(?:(?:in|at|on|during|to|with|after|before|once|for|as|while|since|from|via|through|by|last|this|earlier|late)\b"
    r"[^,;.]{0,70}?,?\s+)?(?<!and )(?<!or )(?<!just )(?<!exactly )(?<!precisely )that\b"
    r"(?!\s+(?:about|of(?! (?:the )?\d)|as (?:well|much|such)|way|much|was|is|were)\b|,\s*(?:either|too|though)\b)",
    re.IGNORECASE,
)
TAG_END = re.compile(r"\s*(?:[,.;:!?—–-]|$)")
# The hearer in a tag: "she told her guests".
SHORT_HEARER = re.compile(
    r"\s+(?!(?:that|why|how|what|who|whom|where|when|which|whether|if|to|about)\b)(?:(?:the|his|her|their|all|those)\s+)?"
    r"\w+(?:\s+\w+){0,3}(?=\s*[,.;]|\s*$)"
)
LONG_HEARER = re.compile(r"\s+(?:[^,;:.“\"]|(?<=\d),(?=\d)|,(?= [A-Z]\w+[,.])){2,100}(?=[,.;]|\s*$)")
# The hearer after a clause, at the end: "It rained, she told the council on Monday evening."
LAST_HEARER = re.compile(
    r"(?!.*\b(?:that|how|why|what|whether|if|about|of|to|is|was|were|are|had|would|will)\b)\s+[^,;:“”\"]{2,90}(?=\.?$)"
)
# The end of a quotation: words after its tag do not belong to it.
SPOKEN = re.compile(r"[,?!.…—-][”\"']$")
PLACE = re.compile(r"\s+(?:in|at|on|during|after|when|while)\b[^,;]{2,200}?(?=[,.;]|$)")
# After a quotation, a tag can be longer: "she wrote for the majority", "he tweeted to his followers".
LONG_PLACE = re.compile(
    r"\s+(?:for|to|of|from|via|with|by|through|aboard|inside|outside|before|last|this|earlier|later|about|as|shortly|just)"
    r"\b[^;:“\"]{2,120}?(?=[,.;]|$)"
)
# "Said the President as he opened the meeting": no content.
CIRCUMSTANCE = re.compile(r"\s+(?:as|in|at|on|during|when|while|after|before|to|with)\b[^,;:“\"]*")
INVERSION_END = re.compile(
    r"\s*(?:[,.;:!?—–)]|$|(?:as|in|at|on|during|when|while|after|before|to|with|adding|stressing)\b)", re.IGNORECASE
)
# The colon or comma after a verb that introduces a quotation.
QUOTED = re.compile(r"\s*[:,]\s*[“«\"]")
COLON = re.compile(r"\s*(?:this|it|as much|the same): |\s*[:,]?\s*(?=[“«\"])|\s*:\s*")
THAT_LIST = re.compile(r";\s*(?:and\s+|as well as\s+)?that\b,?\s*")
CONJUNCTION = re.compile(
    r"(?:[,;]\s*)?\b(?:and|but|or|as well as)\b\s*(?:who\s+|at the same time,?\s*)?"
    r"(?:\w+ly\s+|also\s+|then\s+|further\s+)*$"
    r"|[,;]\s*(?:while|whereas|with|to which|though|although)?\s*$|,?\s+(?:while|whilst|before)\s*$",
    re.IGNORECASE,
)
NEW_SPEAKER = re.compile(
    r"(?:,\s*(?:while|whereas|though|although|and|but|to which)|;(?: to (?:which|whom))?|\bwhile)"
    r"(?:\s+(?:in turn|for (?:his|her) part|at the same time),?)?$",
    re.IGNORECASE,
)
# A clause before the main one: "When he refused, she …".
SUBORDINATE = re.compile(
    r"(?i:(?:but |and |so |yet )?(?:when|whil\w+|whereas|(?:al)?though|as|after|before|since|because|even as|once)\b)"
)
# What a question was about: "Asked whether …, she said …".
ASKED = re.compile(
    r"(?:^|(?<=[.?!”\"'»] )|(?<=[,;—] )|(?<=\n))(?:when |once |later |repeatedly |again |but |and )*"
    r"(?P<cue>(?:asked|pressed|questioned|quizzed|grilled)(?: again| later| \w+ly| (?:on )?\w+day)?)"
    r"(?: by (?P<source>[^,;]{2,60}?(?:, [^,;]{2,60},)?))?"
    r"(?:(?P<on> (?:about|on|over|for)"
    r"(?! (?:(?:his|her|their|an?) )?(?:reaction|comment|view|opinion|response|reply)s?\b))"
    r"|(?= (?:whether|if|why|how|what|which|when|where|who)\b(?!,)))"
    r" (?P<content>[^;:“”\"]{2,200}?),\s",
    re.IGNORECASE,
)
# Where a poll puts somebody: "her ahead by three points", "the number at 58", "him a five-point lead".
FIGURES = re.compile(
    r"\s*[^,;:.“\"]{2,80}?\b(?:at\b[^,;.]{0,30}?(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zero|half|twice|double)\b"
    r"|\w+t(?:y|een)\b)|ahead\b|behind\b|leading\b|trailing\b|tied\b|up\b|down\b|beating\b|with \d"
    r"|lead\b|edge\b|advantage\b)"
)
# After a verb, words before a quotation: "told the paper, “…”", "said in an interview, “…”".
BEFORE_QUOTATION = re.compile(r"[^,;:.“”\"]{2,90}[,:]\s*(?=[“\"])")
# The object of a portrait: "him as an outsider".
PORTRAIT = re.compile(r"\s*[^;:.“”\"]{2,100}?\bas\b(?! (?:he|she|they|it|if|soon|well|the \w+ \w+ed)\b)")
# A clause without "that": "maintains its pipeline is safe".
CLAUSE = re.compile(
    r"\s*(?:(?:he|she|it|they|we|I|you|there)'(?:d|s|ll|ve|re|m)\b|(?:he|she|it|they|we|I|there|(?:the|an?|his|her|its|their|this|no|[A-Z][\w'-]+)\s(?:(?!who|which|that\b)[\w'-]+\s){1,4}?)\s?"
    r"(?:is|are|was|were|will|would|has|have|had|did|does|should|could|can|cannot|may|might|must)\b)"
)
# A clause of the narrator's after the object of a verb: ", and the plan was dropped", ", which has lain idle since".
NEXT_CLAUSE = re.compile(
    r", when (?:he|she|they|it)\b(?! had\b)|, which (?:has|have) (?:\w+ ){1,6}?since [^,;]{3,40}$"
    r"|, and (?:(?:the|an?|his|her|their|its|most|many|some|both|this|that) (?:[\w'-]+ ){1,4}?"
    r"|it |he |she |they |there |nobody )"
    r"(?:is|was|were|are|has|have|had|would|will|did|does|could|can|never|(?<!not )\w+ed)\b"
)
# Words of the narrator's after those of a speaker: ", to applause", "when asked about the price".
AFTERWARDS = re.compile(
    r",?\s(?:(?:although|though|but|while) there was (?:no|little) (?:consensus|agreement)\b"
    r"|(?:to|amid|drawing|prompting|earning|provoking)\s(?:[\w'-]+\s){0,3}"
    r"(?:applause|laughter|cheers|murmurs|nods|boos|smiles)\b"
    r"|and (?:then )?(?:gave|handed|passed|yielded) (?:over )?(?:the )?(?:floor|word|microphone|chair)\b"
    r"|(?:at|to|upon|after) which (?:\w+ ){1,4}(?:applause|laughter|was heard|rose|applauded|laughed|nodded)\b"
    r"|an? (?:\w+ )?(?:wish|request|proposal|suggestion|idea|plea|call|demand|offer|remark|claim|view|point|statement"
    r"|promise|warning|invitation|recommendation|observation|answer|reply) (?:which|that)\b"
    r"|which (?:prompted|drew|earned|provoked|brought|sparked|caused|was (?:greeted|received|met))\b"
    r"|so (?:please|I|we|you)\b"
    r"|when (?:asked|pressed|questioned)\b"
    r"|in (?:response|reply|answer) to (?:an?|the|his|her) (?:[\w-]+ )?(?:question|query|remark)\b)"
)
# What an answer is compared with: "they like him, compared with half in May".
COMPARED = re.compile(r"(?:, (?:as )?|(?<=[\d%] )|(?<=cent ))(?:compared (?:with|to)|(?:up|down) from|versus)\b")
ABOUT_WHAT = re.compile(r"(?:whether|if|why|how|what|which|when|where|who)\b")
SEMICOLON, COMMA = re.compile(r";"), re.compile(r",(?!\d)")
# A clause about a thing: "the plan, which critics say …".
WHICH = re.compile(r",\s(?:which|whom)\s$")
# The end of a clause without an object, or of its first part.
CLAUSE_END = re.compile(r"\s*(?:[,.;:—]|$|and\b|but\b|while\b)")
# The thing that a clause describes, even without "which": "an idea the governor supports".
THING_BEFORE = re.compile(
    r"(?P<thing>\b(?:an?|the|one|something|another|his|her|their|its|two|both|some|policies|changes|plans)\b"
    r"(?: (?!would|will|is|was|are|were|has|have|had|said|can|could|may|did|does)[\w'%$.-]+){0,9}?)"
    r"(?<! than)(?<! as)(?:,? (?:that|which))?$",
    re.IGNORECASE,
)
# "Was described by the mayor as a gift".
AS_WHAT = re.compile(r"\s+(?P<what>as (?!he\b|she\b|they\b|it\b|well\b|soon\b|part\b)[^,;.]{2,80})")
# "His colleagues to translate them".
REQUESTED = re.compile(r"[^,;.:]{2,80}? (?:not )?to \w+")
# "Her opinion", without saying what it is.
BARE_OPINION = re.compile(
    r"\s*(?:his|her|their|its|an|the) (?:own )?(?:opinions?|views?|positions?|stance|thoughts|mind)\s*(?:$|,)"
)
# What somebody introduces in words: "the annual report", "the results of her survey".
INTRODUCED = re.compile(
    r"\s*(?:[\w'-]+ ){0,6}?(?:reports?|stud(?:y|ies)|results?|findings?|surveys?|projects?|experiences?|work|activities"
    r"|concepts?|methods?|books?|topics?|themes?|ideas?|notions?|papers?|research|models?|case|examples?|history|practices?"
    r"|achievements?|progress|features|characteristics|situation|background|plans?|programmes?|programs?|initiatives?|notions?)\b"
    r"(?! (?:teams?|managers?|leaders?|groups?|staff|partners?|members?)\b)"
)
# What somebody is invited to, or what is invited, but not "invited comments".
INVITED_TO = re.compile(
    r"\s*(?!(?:further |any |written )?(?:comments?|questions|discussion|remarks|reactions|contributions)\b)"
    r"(?:[^,;.:]{2,80}? to (?:\w+ )?\w+|[^,;.:]{0,40}?\b"
    r"(?:nominations|bids|applications|submissions|tenders|proposals|offers|papers)\b)"
)
THANKED = re.compile(r"\s*(?:all|every\w+|those|each|anyone|the|his|her|their|its)\b[^;:.]* (?:who|that|whose)\b")
WISHED = re.compile(
    r"\s*(?:him|her|them) to [a-z]"
    # "The guests full halls".
    r"|\s*(?:him|them|everyone|(?:(?:all )?the|all|his|her) (?:[\w-]+ )?[a-z-]+s) (?!(?:had|were|would|could|to"
    r"|and|in|at|on|for|of|from|who|with|farewell|goodbye|good (?:day|night|morning|evening))\b)[a-z]"
    r"|\s*[^;:.“”\"]{2,160}?\b(?:happiness|health|success|luck|prosperity|well|peace|joy|recovery|strength|victory|speed"
    r"|fortune|happy \w+|merry \w+|many (?:more|happy) \w+|(?:new year|christmas|easter|birthday|holiday|journey)s?)\b"
    r"|\s*(?:(?:the|his|her|their)\s(?:\w+\s){1,4}?"
    r"|(?-i:[A-Z])\w+\s(?:(?:of|the|and|his|her|their|people|family|(?-i:[A-Z])\w+)\s){0,12})an?\s[\w-]+\s\w",
    re.IGNORECASE,
)
# Within the object of a verb that judges: "credited the staff, rather than the roof, with it".
BESIDE = r"(?:, (?:rather than|(?:and )?not|among other|especially|above all|in particular|in part)\b[^,;.]{0,40},)?"
DETERMINED = re.compile(r"\s*(?:the|a|an|his|her|its|their|that|this|these|those|how|why|what|whether)\b")


@cache
def goes_on():
    """Return the pattern of verbs before an infinitive that tells what was said: "went on to note"."""
    return re.compile(rf",?\s*\b{alternatives(words('en')['goes_on'])} to$", re.IGNORECASE)


@cache
def states():
    """Return the pattern of "was sure that"."""
    return re.compile(
        rf"\b{BE}(?:,\s[\w ]{{3,20}},)?\s+"
        r"(?:(?:\w+ly|also|not|still|very|so|too|more|less|quite|far|now|no longer|never|all|just|always|long)\s+){0,2}"
        rf"(?P<state>{alternatives(words('en')['states'])})\b"
        r"(?P<link>\s+(?:that|to|of|about|for|with|by|in|over|at|on))?",
        re.IGNORECASE,
    )


@cache
def connective():
    """Return the pattern of words before a tag that are no content: "In addition"."""
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"(?:{adverbs}|and|but|so|yet|\w+ly|(?:in|at|on|for|as|to) [^,]{{1,30}})", re.IGNORECASE)


@cache
def guarded_object():
    objects = alternatives(words("en")["objects"])
    return re.compile(
        rf"\s*(?:(?:about|on|for)\b|(?:(?!(?:to|from|by|with|into)\b)[\w'-]+\s+){{0,3}}{objects}\b"
        r"(?! (?:conference|briefing|agency|programme|program|show)s?\b))",
        re.IGNORECASE,
    )


@cache
def judgement():
    """Return the pattern of the object that a verb judges: "a gift to developers", "the plan as a gift", "it late"."""
    return re.compile(
        r"\s*(?:[“«\"]|an?\b|(?=[^;:.]{2,120}? to be\b)\w+"
        r"|as (?=[^,;.]*\s(?:the|his|her|their|its|any|all)\b)|(?:him|her|it|them|this)\b"
        r"|(?=[^,;.]{2,80}?" + BESIDE + r"\s(?:an?|as|to|with|of|for|“|\")\b)(?:the|his|her|their|its|that|[A-Z])\w*"
        r"|(?=[^,;.]{2,60}\s\w*(?:ous|ful|less|able|ible|al|ive|ic|ish|ary|fair|wrong|false|absurd|fake|weak|rigged"
        r"|good|poor|satisfactory)\s*(?:[,;]|$|and \w+ed ))(?:the|his|her|their|its|that)\b"
        r"|(?=[^,;.]{2,50}?\s(?:too \w+|un\w{4,}able|un\w{3,}(?:ed|ic)|impossible|impractical|inadequate|insufficient"
        r"|inevitable|essential|necessary|vital|crucial|premature|excessive|reasonable|realistic|feasible|desirable"
        r"|sufficient|adequate|acceptable|indispensable|over(?:stat|rat|due)\w*|outdated|exaggerated|justified|mistaken)\b)\w+"
        r"|(?=[^,;.]{2,80}?" + BESIDE + r"\s(?:with\b|as\b|to\b|an?\b|[“\"]))\w+|(?P<of>(?=[^,;.]{2,80}?\sof\b)\w+))",
    )


@cache
def noun_that():
    """Return the pattern of "the hope that" after a verb, also behind a hearer: "gave him her word that"."""
    nouns = alternatives(words("en")["that_nouns"])
    return re.compile(
        r"\s*(?:[^,;:.“”\"]{2,60}? with |(?:him|them|everyone|the [a-z]\w+) (?=an? |his |her ))?"
        rf"(?:(?:his|her|their|its|the|an?|another|this|\w+(?:ful|ong|eat|eep|ull|ain|ere))\s+){{0,3}}{nouns} that\b"
    )


@cache
def feeling():
    """Return the pattern of a noun after "expressed", with its preposition: "her confidence in", "gratitude to"."""
    nouns = alternatives(words("en")["feelings"])
    return re.compile(
        rf"\s*(?:(?:his|her|their|its|the|an?|[\w-]+)\s+){{0,3}}?{nouns}{INSERTED}"
        r" (?:(?<!condolences )to(?= (?:the|his|her|their|all|everyone|[A-Z]))|for|in|with|about|at|over|of|on"
        r"|regarding|concerning)(?: the fact that)?\b"
    )


@cache
def feeling_list():
    """Return the pattern of the next of several: "satisfaction with the talks and hope that"."""
    nouns = alternatives(words("en")["feelings"])
    return re.compile(
        rf",? (?:and|but|as well as) (?P<cue>(?:(?:his|her|their|its|the|an?|great|deep|strong|full) )?{nouns}"
        r" (?:that|for|in|with|about|at|over|regarding))\b"
    )


@cache
def courtesy():
    """Return the pattern of people who are only greeted: "the guests", "some 200 business leaders"."""
    hearers = alternatives(words("en")["courtesies"])
    return re.compile(
        r"\s*(?:(?:some|about|over|nearly|almost|around|more than) )?\d[\d,]* |"
        rf"\s*(?:all |the |all the |his |her |an? )?(?:[a-z]+-[a-z]+ |large |small |visiting )?"
        rf"(?:{hearers}|those(?= (?:present|attending|taking|who|in|at|gathered)))"
        r"\b[^,;]{0,60}?(?:$|,| and\b)"
    )


@cache
def passives():
    return [re.compile(pattern, re.IGNORECASE) for pattern in words("en")["passive"]]


@cache
def opinion():
    """Return the pattern of "Her advice was that" and "For Ann Ash," at the beginning of a sentence."""
    nouns = alternatives(words("en")["own_words"])
    return re.compile(
        r"(?P<owner>(?:His|Her|Their)\b|[A-Z][^,;:.“”]{2,40}'s?)"
        rf"(?P<noun> (?:(?!(?:is|was|had|has)\b)[a-z-]+ ){{0,2}}?{nouns}(?: to [^,;:.]{{2,60}}?)?"
        r"(?: (?:is|was)(?: also)? (?:that|for|(?=to \w)|(?:[\w'-]+ ){0,3}[\w'-]+:)|:))"
        r"|(?P<for>For|To(?=[^,;.]*, [^,;.]* (?:is|are|was|were|means|meant|looks|looked|remains|amounts|lies|lay)\b))"
        r" (?P<source>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+)*|the (?:[\w'-]+ ){0,3}[\w'-]+(?=,))"
        r"(?P<rest> (?:of|from|at) [^,;:.“”]{2,60}"
        r"|, (?:the |an? |its |who )?(?:[\w&'-]+ ){1,9}[\w&'-]+(?=, ))?, (?=[a-z])"
    )


@cache
def prepositional():
    """Return the pattern of "according to X" and "in his opinion"."""
    phrases = alternatives(words("en")["prepositional"])
    things = alternatives(words("en")["accorded"])
    nouns = alternatives(words("en")["possessed"])
    return re.compile(
        rf"\b(?<!spoke )(?<!speaking )(?<!seen )(?P<to>{phrases})\s+(?!(?:{things}|which|whom)\b)"
        r"(?P<source>[^;:“”]+?)(?=\s*[,.;]|\s*$)"
        r"|(?:^|(?<=[,;.?!”\"')] )|(?<=\n))(?:in|from|to|by) (?P<owner>his|her|their"
        r"|(?:[^,;.“”]|(?<=Prof)\.|(?<=[DM]r)\.|(?<=Mrs)\.|(?<=Ms)\.|(?<=\b[A-Z])\.){3,60}?(?:'s|s'))"
        rf"(?P<noun>\s+(?:own\s+)?{nouns})\b",
        re.IGNORECASE,
    )
