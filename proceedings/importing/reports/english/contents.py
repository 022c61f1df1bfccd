"""The words after a cue that it attributes in an English sentence."""

import re
from itertools import pairwise

from .adverbs import SPEAKING, adverb_after, time_after
from .cues import links, speech_verbs
from .objects import DEVELOPED, TASKED, is_dedication, is_deed, is_object_of_speech
from .patterns import (
    ABOUT_WHAT,
    BARE_OPINION,
    BEFORE_QUOTATION,
    CLAUSE,
    COLON,
    DETERMINED,
    FIGURES,
    INTRODUCED,
    INVITED_TO,
    PORTRAIT,
    REQUESTED,
    TAG_END,
    THANKED,
    TO_THAT,
    WISHED,
    courtesy,
    feeling,
    guarded_object,
    judgement,
    noun_that,
)
from .people.mentions import DETERMINERS
from .subjects import OBJECTS
from .tokens import INSERTED, word_set
from .verbless.phrases import Phrases

# Words of a hearer, with the full stops of abbreviations.
HEARER = r"(?:[^,;.]|(?<=[A-Z])\.|(?<=[MD]r)\.|(?<=Ms)\.)"

# "In her welcoming address", "at the press briefing".
OCCASION = re.compile(
    rf"(?:{SPEAKING}|\b(?:in|at|during) (?:his|her|their|its|the|an?) [\w-]+(?: [\w-]+)?)(?: of [\w-]+)?"
)
DASH_BEHIND = re.compile(r"\. [–—] $")
# "Told her nobody has".
NOBODY = re.compile(r"\b(?:him|her|them|me|us|reporters) .*\b(?:is|are|was|were|has|have|had|will|would|can|could)\b")

# "Told reporters" before a clause.
HEARD = re.compile(
    r"\s*(?P<hearer>(?:[\w.'&-]+\s+){0,5}?[\w.'&-]+)(?=\s+(?:he|she|they|it|we|I|there|the|his|her|their|its|a|an|no|nobody|everybody|everyone"
    r"|somebody|some|most|many|all|nothing|things)\s+\w+)"
)
# "Told the meeting traffic had grown".
HEARD_BARE = re.compile(
    r"\s*(?P<hearer>(?:the\s)?(?:[\w.'&-]+\s+){0,3}?[\w.'&-]+)(?=\s+[^\s,;:.][^,;:.“”\"]{2,70}?\s(?:is|are|was|were|had|has|have|would|will|could"
    r"|can|cannot|should|must|did|does|needed|needs)\b)"
)
# What follows is no object: "booed when he left".
CIRCUMSTANTIAL = re.compile(
    r"\s*(?:when|after|while|because|before|until|whenever|since|for|by|with|at|in|on|from|as|of|into|than|and|but|or|to|below|above)\b"
)

# "Informed the Ambassador of the measures".
TITLE_OF = re.compile(r"\s*(?:the|his|her|their) [^,;:.]{2,60}? of(?= (?:the|its|his|her|their|an?|[a-z]+s)\b [a-z])")
# The word before the topic of a question: "asked about the price".
ABOUT = re.compile(r"\s*about(?=\s)")
# A clause before a colon: "said crews were tired: “…”".
CLAUSE_BEFORE = re.compile(
    r"(?!\s*(?:in|at|on|to|during|after|when|as|while|for|with|of|by|before|from)\b)[^,]*?"
    r"\s(?:is|are|was|were|will|would|has|have|had|can|could|should|must|may|might|did|does)\b[^,]*:"
)
# "Held a conference with the theme, “…”".
TITLED = re.compile(r"\b(?:theme|title|titled|entitled|motto|topic|slogan|called|heading)[,:]?\s*$")
# "Found these figures alarming", "found it hard to believe".
EVALUATED = re.compile(
    r"\s*(?:it|(?:the|this|that|these|those|his|her|its|their|such)\s[^,;.:]{2,60}?)"
    r"\s(?:[a-z]+ly |very |rather |quite |too )*"
    r"(?:\w{3,}(?:ous|ful|less|able|ible|ive|ing|ic|some)|unfair|fair|hard|difficult|odd|strange|wrong|high|low"
    r"|exaggerated|outdated|wanting|misguided|important|absurd)\b(?=\s*(?:[,;.]|$|(?:to|in|for|that|given|because|when|if|and|but)\b))"
)
# "Backed him", and "identified it as a gift".
SOMEBODY = re.compile(r"\s*(?:him|her|them|me|us)\s*(?:and\b|but\b|[,.;]|$)")
# Verbs whose object is a clause or a thing, and the verb of such a clause.
KNOWING = frozenset({"know"})
FINITE = re.compile(
    r"\b(?:\w+'(?:s|re|d|ll|ve|m)|\w+n't|is|are|was|were|will|would|has|have|had|did|does|do|should|could|can|cannot"
    r"|may|might|must)\b|\b(?:he|she|it|they|we|I|you) \w"
)
# "Saw no indication that rain would fall".
SEEN = re.compile(
    rf"{PORTRAIT.pattern}|"
    r"\s*(?:no|little|some|every|an?|clear|the) (?:\w+ )?"
    r"(?:indication|evidence|sign|proof|reason|need|prospect|danger|risk|link|connection|advantage|benefit)s?"
    r" (?:that|of|to|for|in|between|why)\b"
)
PORTRAYING = frozenset({"identify", "define", "see", "hold up", "choose", "present"})
# Verbs that say nothing with people: "welcomed the guests", but not "paid tribute to those who came".
GREETING = frozenset({"welcome", "greet", "address", "introduce", "salute", "toast", "cheer"})
# "Declined to comment" says nothing.
INFINITIVE = re.compile(r"\s*(?:not )?to\s(?!(?:comment|elaborate|respond|be (?:interviewed|quoted|named))\b)")
# Verbs with the first topic of a report.
REPORT_BEGINS = frozenset(f"{verb} a report with" for verb in ("begin", "open", "start"))
# "Named no price".
NOTHING = re.compile(r"\s*(?:no|neither|little|nothing)\b(?! longer)")
# "Conceded, when pressed by Bo Birch, that".
WHEN_ASKED = re.compile(r", (?:as|when|once|if|asked|pressed|questioned|challenged|prompted)\b")
AS_OR_ACTION = re.compile(r"\w+ing\b|[^,;:]{2,80} (?:to|as) \w")
CLAUSE_BEHIND = re.compile(
    r": (?=[a-z][^;:“”\"]{2,90}? (?:is|are|was|were|will|would|has|have|had|should|could|can|cannot|may|might|must)\b)"
)
# "As “fantasy” the idea that …", "called that absurd".
JUDGED = re.compile(
    r"\s*as\b|\s*that (?:(?:very|quite|rather|too|[a-z]+ly) )?(?:(?:an?|the) [\w' -]{3,40}|[a-z]+)"
    r"(?=\s*$|[,;]| and\b| but\b)"
)
# "Rejected as groundless the rumours".
REJECTED_AS = re.compile(r"\s*as (?:\w+ly )?(?!the\b)\w{4,} (?:the|any|all|his|her|their|such|these|those|this)\b")


class Contents(Phrases):
    """Finds the contents of cues in one sentence."""

    def content_after(self, cue, after, *, is_person, is_text=False):
        """Return (start, end of the cue, rule) of the words that a cue attributes, or None."""
        rest = self.text[after : self.content_end]
        adverb = adverb_after().match(rest)
        at = after + (adverb.end() if adverb else 0)
        rest = self.text[at : self.content_end]
        if TAG_END.match(rest) or not rest.strip():
            return self.linked(cue, at, after, rest) or self.refusal(cue, rest)
        if linked := self.linked(cue, at, after, rest):
            return linked
        rule = self.unlinked(cue, rest, is_person=is_person, is_text=is_text)
        if rule == "object" and (about := ABOUT.match(rest)):
            return at + about.end(), at + about.end(), rule
        is_time = adverb and time_after().match(self.text, after)
        return (after if rule == "bare" and not is_time else at, after, rule) if rule else None

    def object_and_quotation(self, each):
        start, end = each.content[-1]
        if each.rule == "tag" and DASH_BEHIND.search(self.text, each.content[0][1], start):
            # "– It rains, laughs Ann Ash. – It leaks."
            again = each.continued(each.content[1:], each.sentence)
            each.content = each.content[:1]
            return [each, again]
        marks = [first for first, last in self.quoted if start < first < end <= last + 1]
        clause_ = CLAUSE_BEHIND.search(self.text, start, end) if each.rule.endswith(("object", "hearer")) else None
        if clause_ and (each.rule.endswith("hearer") or AS_OR_ACTION.match(self.text, start, clause_.start())):
            # "Warned against haste: the roof would leak".
            again = each.continued([(clause_.end(), end)], each.sentence)
            each.content[-1] = self.trimmed(start, clause_.start())
            return [each, again]
        colon = len(self.text[start : marks[0]].rstrip()) + start - 1 if marks else start
        if not each.rule.endswith("object") or self.text[colon] != ":":
            return [each]
        each.content[-1] = self.trimmed(start, colon)
        return [each, each.continued([(marks[0], end)], each.sentence)]

    def refusal(self, cue, rest):
        """Return the words of "refused to concede", or None."""
        verb = self.tokens[cue.first].end
        is_refusal = not rest.strip(" .") and cue.base.startswith(("refuse to ", "decline to "))
        return (verb, verb, "object") if is_refusal else None

    def linked(self, cue, at, after, rest):
        """Return (start, end of the cue, rule) of the words after "that", a hearer, a noun or a colon, or None."""
        if noun := noun_that().match(rest):
            # "Rejected the claim that rain fell": no clause.
            is_denied = cue.base in word_set("denials") and " with " not in noun[0]
            return None if is_denied else (at + noun.end(), at + noun.end(), "that")
        if cue.base in word_set("expressing") and (noun := feeling().match(rest)):
            return at + noun.end(), at + noun.end(), "object"
        for frame, find in (("hearer", self.hearer_end), ("that", self.that_end)):
            if frame in cue.frames and (end := find(cue, rest)):
                return at + end, at + end, frame
        if "that" in links().get(cue.base, ()) and (end := self.bare_hearer_end(rest)):
            return at + end, after, "hearer"
        end = self.colon_end(cue, rest)
        return (at + end, after, "quotation") if end else None

    def unlinked(self, cue, rest, *, is_person, is_text):
        """Return the rule by which a cue attributes words without "that", or ""."""
        if is_deed(cue, rest):
            return ""
        if cue.base in word_set("infinitives") and is_person and INFINITIVE.match(rest):
            return "object"
        is_clause = ("text" in cue.frames and is_text) or ("bare" in cue.frames and is_person)
        # "She knows another side."
        is_clause = is_clause and (cue.base not in KNOWING or FINITE.search(rest))
        if is_clause and not re.match(
            r"\s*(?:(?:in|at|on|of|to|without|about (?:that|this|it|him|her|them|the))\b|(?:so|not)$)", rest
        ):
            return "bare"
        is_object = "object" in cue.frames and self.is_object(cue, rest, is_person=is_person)
        is_object = is_object or (is_person and is_object_of_speech(cue, rest))
        return "object" if is_object else ""

    def that_end(self, cue, rest):
        is_judged = cue.base in word_set("judgements") and JUDGED.match(rest)
        match = None if is_judged else TO_THAT.match(rest)
        # "Supported that proposal": no clause.
        is_clause = match and len(rest[match.end() :].strip(" .,;").split()) > 1
        return match.end() if is_clause and (WHEN_ASKED.match(match[0]) or self.is_hearer(match[0])) else 0

    def colon_end(self, cue, rest):
        before = BEFORE_QUOTATION.match(rest) if cue.frames & {"tag", "hearer"} else None
        if before and TITLED.search(before[0]):
            return 0
        is_request = (
            before and before[0].rstrip().endswith(":") and "object" in cue.frames and REQUESTED.match(before[0])
        )
        if (
            before
            and not is_request
            and self.is_hearer(before[0])
            and not ("bare" in cue.frames and CLAUSE_BEFORE.match(before[0]))
        ):
            return before.end()
        match = COLON.match(rest)
        if not match or not match.end() or not rest[match.end() :].strip():
            return 0
        return match.end() if "tag" in cue.frames or rest[match.end()] in '“«"' else 0

    def hearer_end(self, cue, rest):
        """Return the length of a hearer and of the word that links the content to them, or 0."""
        if not is_dedication(cue, rest):
            return 0
        ends = [(link != "that", *end) for link in links()[cue.base] if (end := self.link_end(link, rest))]
        if not ends and "of" in links()[cue.base] and (match := TITLE_OF.match(rest)):
            return match.end()
        return min(ends)[2] if ends else 0

    def link_end(self, link, rest):
        """Return (length of a hearer, length of a hearer with the link), or None."""
        no_hearer = r"(?:about|on|that|to|for|who|what|how|why|whe\w+|which|if)\b"
        hearer = rf"(?P<hearer>(?=\S)(?!{no_hearer}){HEARER}{{1,90}}?)"
        match = re.match(rf"\s*{hearer}{INSERTED}\s+(?P<link>{link})\b", rest)
        # "Told her nobody has a cure for that yet".
        is_clause = match and NOBODY.search(match["hearer"])
        if not match or is_clause or not self.is_hearer(match["hearer"]):
            return None
        # "Asked the man who came".
        if link == "who" and match["hearer"] not in OBJECTS:
            return None
        # "Told him about a plan that failed".
        if link == "that" and re.search(r"\babout\b", match["hearer"]):
            return None
        # In "the President of …", the word belongs to the title.
        if link == "of" and match["hearer"].split()[-1].lower() in word_set("titles"):
            return None
        # A word of a question belongs to it: "pressed her on how", "asked the mayor whether".
        return match.start("link"), match.start("link") if ABOUT_WHAT.match(link) else match.end()

    def bare_hearer_end(self, rest):
        """Return the length of a hearer before a clause without "that": "told reporters he was glad"."""
        known = word_set("collectives") | word_set("documents") | word_set("hearing")
        for pattern in (HEARD, HEARD_BARE):
            match = pattern.match(rest)
            last = match["hearer"].split()[-1] if match else ""
            is_somebody = last.lower() in known or (last[:1].isupper() and pattern is HEARD)
            if is_somebody and self.is_hearer(match["hearer"]):
                return match.end("hearer")
        return 0

    def is_hearer(self, words_):
        """Whether words can be a hearer: no other cue stands among them."""
        listed = OCCASION.sub("", words_).split()
        # A word such as "talks" is a noun after an article, one such as "volunteers" everywhere.
        nouns = {word for article, word in pairwise(listed) if article.lower() in DETERMINERS | {"with", "those", "in"}}
        nouns |= word_set("collectives")
        return not any(word.rstrip(",") in speech_verbs() and word not in nouns for word in listed)

    @staticmethod
    def pattern_of_object(cue):
        """Return the pattern of what a verb has behind it if that tells what somebody says, or None."""
        by_verb = {"thank": THANKED, "invite": INVITED_TO, "wish": WISHED, "introduce": INTRODUCED, "find": EVALUATED}
        by_verb |= dict.fromkeys(word_set("portraits"), PORTRAIT) | dict.fromkeys(word_set("figures"), FIGURES)
        by_verb |= {"see": SEEN, "set": TASKED} | dict.fromkeys(REPORT_BEGINS, DEVELOPED)
        return by_verb.get(cue.base)

    def is_object(self, cue, rest, *, is_person):
        is_asking = cue.base.split()[-1] in word_set("asking")
        is_judged = (cue.base in word_set("judgements") and JUDGED.match(rest)) or REJECTED_AS.match(rest)
        if (CIRCUMSTANTIAL.match(rest) and not is_judged) or (is_asking and ABOUT_WHAT.match(rest.lstrip())):
            return is_asking
        if pattern := self.pattern_of_object(cue):
            return is_person and bool(pattern.match(rest))
        if is_person and cue.base in word_set("requests") and REQUESTED.match(rest):
            return True
        if cue.base in word_set("judgements"):
            match = judgement().match(rest)
            return is_person and bool(match) and (not match["of"] or cue.base == "accuse")
        if cue.base in word_set("guarded"):
            is_clause = is_person and "that" in cue.frames and CLAUSE.match(rest)
            is_portrait = is_person and cue.base in PORTRAYING and PORTRAIT.match(rest)
            return bool(is_clause or is_portrait or guarded_object().match(rest))
        is_nothing = cue.base in word_set("giving") and NOTHING.match(rest)
        is_nothing = is_nothing or (cue.base in GREETING and courtesy().match(rest))
        is_empty = is_nothing or SOMEBODY.match(rest) or BARE_OPINION.match(rest)
        return not is_empty and (is_person or bool(DETERMINED.match(rest)))
