"""Attributions by a noun in English, and by a passive: "her claim that …", "with a pledge to …", "was told that …"."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN
from proceedings.importing.reports.english.cues import PAST
from proceedings.importing.reports.english.patterns import AS_WHAT, PASSIVE_BE
from proceedings.importing.reports.english.subjects import SAME
from proceedings.importing.reports.english.tokens import word_set
from proceedings.importing.reports.lexicon import alternatives, words

from .replies import Replies

# The rest of a group before its verb.
BEHIND_GROUP = re.compile(
    r"(?: (?:of|from|in|at|for|and|on)"
    r"(?: (?!\w+ed\b|(?:is|was|were|are|has|have|had|met|began|left|held|gave|made|took|came)\b)[\w'.-]+)+)+"
)
# The article before a mention.
ARTICLE = 4
# Verbs that mean much else, but not in "her thesis was contested by Ann Ash".
DISPUTES = frozenset({"contest", "challenge", "question", "attack", "counter", "raise"})
GREETING = frozenset({"welcome", "greet", "support", "back", "second", "echo", "contradict"})
RAISED = re.compile(
    r"(?:the|a|this) (?:question|issue|matter|point|possibility|problem|topic|concern)s?\b", re.IGNORECASE
)
# "The mayor was briefed on Tuesday by Ann Ash".
DAY_BY = re.compile(r"\s*\w+day by\b")
# Before the verb of a passive.
BEEN = r"\b(?:was|were|has been|have been|had been)(?: (?:also|then|further|later|repeatedly|again|\w+ly))?"
# "They agreed to set up a group and the office was instructed to pay".
AND_THE = re.compile(r",? and (?P<hearer>(?:the|its|their|his|her|all|[A-Z])[^,;:.“”\"]{2,60})$")


@cache
def heard():
    """Return the pattern of "was told that", and of "was instructed to", whose content begins with its hearer."""
    return re.compile(
        rf"{BEEN} (?:(?:told|informed|notified|reminded|warned|assured|advised)(?: by (?P<by>[^,;:.]{{2,60}}?))?"
        rf" (?:that|about|of)\b|briefed on\b|(?P<order>{alternatives(words('en')['ordered'])})"
        r"(?: by (?P<chair>[^,;:.]{2,60}?))? (?=to \w))"
    )


@cache
def stressed():
    """Return the pattern of "The need for drains was stressed."."""
    return re.compile(
        r"(?P<content>(?:The|A|An|That|This|Its|Their|His|Her|More|Better|Greater|Such)\b[^,;:.“”\"]{3,160}?) "
        rf"(?P<cue>{BEEN} {alternatives(words('en')['stressed'])})(?=[,.;]|$| (?:in|at|during|as|and)\b)"
    )


@cache
def as_noted():
    """Return the pattern of "As noted by the President, " and "As was noted at the meeting, "."""
    others = ["said", "reported", "announced", "explained", "observed", "stated", "agreed"]
    verbs = alternatives([*words("en")["stressed"], *others])
    return re.compile(
        rf"(?P<cue>As (?:was |has been |had been |already |previously ){{0,2}}{verbs}"
        r" (?:by (?=(?P<by>[^,;:.]{2,80}))|(?:in|at|during) ))[^,;:.]{2,80}, (?=\w)"
    )


@cache
def own_verb():
    """Return the pattern of the rest of a clause from its verb: "that no road | would be closed | was welcomed"."""
    fates = "been|denied|rejected|greeted|received|welcomed|met|challenged|disputed|false|wrong|right|not|no|the"
    verbs = r"(?:will|would|could|may|might|is|was|were|are|has|have|had)\b[^,;:.“”\"]*?"
    return re.compile(
        rf"(?P<rest> (?:(?=\w+ the\b){verbs}(?={verb_behind()})"
        rf"|(?!\w+ (?:{fates})\b){verbs}(?={verb_behind()}|[,.;]|$)))"
    )


def verb_behind():
    return rf",? {alternatives(words('en')['became'])}\b"


@cache
def blunt():
    """Return the pattern of "did not mince her words: "."""
    return re.compile(rf"\b{alternatives(words('en')['blunt'])}(?: (?:about|on|with) [^,;:.]{{2,50}})?: (?=\S)")


@cache
def act():
    """Return the pattern of what somebody does with a plea: "ended the debate with a plea for calm"."""
    return re.compile(rf"\b{alternatives(words('en')['acts'])}\w*\b")


@cache
def possessed_noun():
    """Return the pattern of "her claim that …", "the mayor's pledge to …" and "his call for …"."""
    nouns, calls = (alternatives(words("en")[each]) for each in ("noun_cues", "call_nouns"))
    return re.compile(
        r"(?P<owner>\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he (?:[a-z]+ ){0,2}?[a-z]+(?:'s|(?<=s)'))(?!\w)"
        r"|(?:\b[Tt]he (?:(?!(?:with|by|to|of|in|on|at|for|from|and|\w+ed)\b)[\w-]+ ){0,3})?"
        r"\b[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?:'s|(?<=s)'))"
        rf" (?:(?P<noun>(?:[\w-]+ ){{0,2}}?{nouns})(?:,? that | (?P<to>to )(?!the|an?|his|her|their|its|[A-Z]))"
        rf"|(?P<call>(?:[\w-]+ ){{0,2}}?{calls}) )"
        rf"(?P<content>[^;:“”\"]{{3,160}}?)(?P<end>{verb_behind()}|[,.;]|$)",
    )


@cache
def with_noun():
    """Return the pattern of "… with a pledge to …" and of "had a warning for the bank: …".

    It does not match "with the adoption of a pledge to".
    """
    nouns, having = (alternatives(words("en")[each]) for each in ("spoken_nouns", "having"))
    return re.compile(
        rf"\bwith (?!the \w+ of an?\b)(?:an?|his|her|their|this|the) (?:[\w-]+ ){{0,3}}?{nouns}"
        r"s?(?: (?:to|that|for|about|of|against|on)\b|(?: (?:to|for) [^,;:.]{2,60})?:)"
        rf"|\b(?P<had>{having}(?: \w+){{0,2}} (?:with )?(?:an?|one|his|her|their|this|the|some) (?:[\w-]+ ){{0,3}}?"
        rf"{nouns}s?(?: (?:to|for|about|of) [^,;:.]{{2,60}})?:"
        r"|(?:had|has|brought|brings) (?:some |more )?(?:good|bad|better|mixed|welcome|encouraging|sobering)"
        r" news"
        r"(?: (?:to|for|about|of|on|from) [^,;:.]{2,60})?:)",
    )


class Nominal(Replies):
    """Finds attributions by nouns and by passive verbs in one sentence."""

    def is_free(self, span):
        """Whether a span shares nothing with what is attributed already, and is not quoted."""
        taken = [place for each in self.attributions for place in (*each.content, *each.cue)]
        return not self.is_quoted(span[0]) and not any(first < span[1] and span[0] < last for first, last in taken)

    def cue_of(self, match):
        return trim(self.text, *match.span())

    def with_complement(self, mention, limit):
        """Return a group with the complement after it: "Ministers of Health from 29 countries"."""
        behind = BEHIND_GROUP.match(self.text, mention.end, limit) if mention.manner == COLLECTIVE else None
        end = behind.end() if behind else mention.end
        return replace(mention, end=end, text=self.text[mention.start : end])

    def as_noted(self):
        """Take "As noted by the President, rain fell"; return whether the sentence is that."""
        match = as_noted().match(self.text, self.start, self.content_end)
        if not match:
            return False
        sources = [self.source_at(*match.span("by"))] if match["by"] else []
        cue = trim(self.text, *match.span("cue")) if match["by"] else trim(self.text, match.start(), match.end() - 2)
        return self.attribute(sources, [cue], [self.trimmed(match.end(), self.content_end)], "prepositional")

    def nouns(self):
        """Take the words that a noun or a passive verb attributes, where nothing else does."""
        self.possessed_noun()
        self.with_noun()
        self.before_colon()
        self.heard()
        self.stressed()
        self.attributions.sort(key=lambda each: min(each.content + each.cue))

    def possessed_noun(self):
        """Take "her claim that …"."""
        match = possessed_noun().search(self.text, self.start, self.content_end)
        if (
            not match
            or not self.is_free(match.span("content"))
            or (self.attributions and not match["end"].strip(",.; "))
        ):
            return
        source = self.source_at(*match.span("owner"))
        source = replace(source, end=match.end("owner")) if source.end < match.end("owner") else source
        start, end = match.span("content")
        if match["noun"] and not match["to"]:
            end = self.clause_end(end)
        if self.text[end - 1] == "?":
            # "Her advice to growers? Be patient."
            return
        noun = "noun" if match["noun"] else "call"
        cue = (match.start(noun), match.end(noun))
        self.attribute([source], [cue], [self.trimmed(start, end)], "noun", base="have")

    def clause_end(self, end):
        """Return where a clause ends that has its verb at a place: "that no road | would be closed | was welcomed"."""
        own = own_verb().match(self.text, end, self.content_end)
        return own.end("rest") if own else end

    def with_noun(self):
        """Take "Ann Ash ended the debate with a plea for calm", and "had one question: …"."""
        match = with_noun().search(self.text, self.start, self.content_end)
        content = match and self.trimmed(match.end(), self.content_end)
        is_act = match and (match["had"] or act().search(self.text, self.start, match.start()))
        if not is_act or not self.is_free((match.start(), content[1])):
            return
        subject = self.subjects.before(match.start(), "past")[0] if match["had"] else self.first_before(match.start())
        if subject and subject is not SAME:
            subject = [self.with_complement(each, match.start()) for each in subject]
            self.attribute(
                subject, [self.cue_of(match)], [content], "noun that" if match[0].endswith("that") else "noun object"
            )

    def before_colon(self):
        """Take "Ann Ash did not mince her words: …", and a quotation that ends a sentence: "Ann Ash waved: “…”."."""
        match = None if self.attributions else blunt().search(self.text, self.start, self.content_end)
        end = match.end() if match else 0
        for first, last in () if self.attributions else self.quoted:
            is_last = self.start < first and last >= self.content_end and self.text[:first].endswith(": ")
            end = first if is_last else end
        people = self.first_before(end) if end else []
        if people and people[0].start <= self.start + ARTICLE and not self.is_quoted(end):
            cue = (match.start() if match else end - 2, end)
            self.attribute(people, [trim(self.text, *cue)], [self.trimmed(end, self.content_end)], "quotation")

    def heard(self):
        """Take "The mayor was told that …", and "The office was instructed to …"."""
        match = heard().search(self.text, self.start, self.content_end)
        if not match or self.is_quoted(match.start()) or DAY_BY.match(self.text, match.end()):
            return
        hearer = self.hearer_before(match.start()) if match["order"] else None
        if not self.is_free((match.start(), self.content_end)):
            return
        by = next((each for each in ("by", "chair") if match[each]), None)
        sources = [self.source_at(*match.span(by))] if by else []
        content = [self.trimmed(match.end(), self.content_end)]
        content = [hearer, *content] if hearer else content
        self.attribute(sources, [self.cue_of(match)], content, "passive")

    def hearer_before(self, place):
        """Return the span of the hearer who is instructed, or None; end a content before "and the office was"."""
        end = self.subjects.skip_adverbs(place)
        if self.previous and (match := AND_THE.search(self.text, self.previous.content[-1][0], end)):
            self.close(match.start())
            return (match.start("hearer"), end)
        subject = self.subjects.ending_at(end)
        return (subject[0].start, subject[-1].end) if subject else None

    def stressed(self):
        """Take "The need for drains was stressed."."""
        match = stressed().search(self.text, self.start, self.content_end)
        if match and self.is_free(match.span()) and not any(m.start == match.start() for m in self.mentions):
            self.attribute([], [match.span("cue")], [match.span("content")], "passive")

    def is_shown_by(self, cue, verb):
        """Whether a verb only tells who made something: "figures shown by the bank"."""
        before = self.text[self.start : self.subjects.skip_adverbs(verb[0])]
        is_by = cue.form == PAST and re.match(
            r" by\b(?! (?:video|tele|phone|e-?mail|letter|way\b|\w+ing\b))", self.text[verb[1] : self.end]
        )
        return bool(is_by) and not PASSIVE_BE.search(before)

    def passive_by(self, cue, verb):
        """Take "Ann Ash was praised by the mayor"; return whether it is one."""
        end = self.subjects.skip_adverbs(verb[0])
        by = re.match(r"\s+by\b", self.text[verb[1] : self.end])
        is_cue = by and cue.form == PAST and "object" in cue.frames
        passive = PASSIVE_BE.search(self.text, self.start, end) if is_cue else None
        is_deed = cue.base in word_set("guarded") - DISPUTES
        if not passive or self.previous or is_deed:
            return False
        source, end = self.subjects.after(verb[1] + by.end())
        thing = self.subjects.ending_at(self.subjects.skip_adverbs(passive.start()))
        # "The guests were welcomed by the mayor", "Ann Ash was supported by Bo Birch, who said that".
        is_greeted = thing and cue.base in GREETING and thing[0].manner in {COLLECTIVE, NAMED}
        is_greeted = is_greeted or (thing and cue.base == "raise" and not RAISED.match(thing[0].text))
        if not source or not thing or is_greeted or thing[0].manner == PRONOUN or "vote of thanks" in thing[0].text:
            return False
        content = [(thing[0].start, thing[-1].end)]
        if as_what := AS_WHAT.match(self.text, end, self.content_end):
            content.append(as_what.span("what"))
        return self.attribute(source, [(verb[0], verb[1] + by.end())], content, "passive by")
