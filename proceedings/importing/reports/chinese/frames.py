"""Attribute the words of a Chinese sentence: 某某表示，…, 据某某介绍，…, “…”某某说."""

import re
from functools import cache
from itertools import islice

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words
from proceedings.importing.reports.sentence import MOST_CUES, Sentence

from .mentions import mention_of, mentions_of, thing

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
# After a cue, before a new speaker, and at the end of words before a speaker.
MARKED, NEW_SPEAKER, OPENING_ENDS = frozenset("，,：:“"), frozenset("，；;,"), frozenset("上中时后日，的")
CLAUSE = re.compile(r"[，,；;。：:！!？?“”]")
LONGEST_SUBJECT = 45
LONGEST_THING = 14


@cache
def cue_pattern():
    return re.compile(alternatives(words("zh")["cues"]["say"]))


@cache
def adverb_end():
    return re.compile(
        rf"(?:{alternatives(words('zh')['adverbs'])}|在[^，。；]{{2,20}}?(?:上|中|时|期间|后)|(?:就|对|向|围绕|针对)[^，。；]{{2,25}}?)$"
    )


@cache
def prepositional():
    before, after = (alternatives(words("zh")[name]) for name in ("prepositional", "prepositional_ends"))
    return re.compile(rf"(?P<to>{before})(?P<source>[^，。；：“”]{{1,40}}?)(?P<verb>{after})[，,：:]")


@cache
def speaker_after():
    """Return the pattern of the speaker after a quotation: ，王明说。"""
    cues = alternatives(words("zh")["cues"]["say"])
    return re.compile(rf"[，,]?(?P<source>[^，。；：“”]{{1,45}}?)(?P<cue>{cues})(?=[。，,]|$)")


@cache
def passives():
    return [re.compile(rf"^(?:{pattern})[，,]?") for pattern in words("zh")["passive"]]


class SentenceReader(Sentence):
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    language = "zh"

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        self.content_end = self.start + len(text[self.start : self.end].rstrip("。… "))

    def read(self):
        if not self.prepositional() and not self.after_quotation():
            matches = cue_pattern().finditer(self.text, self.start, self.content_end)
            for match in islice(matches, MOST_CUES):
                if not self.is_quoted(match.start()):
                    self.take(match)
            if not self.attributions:
                self.passive()
        self.separate()
        self.mentions += [
            source for each in self.attributions for source in each.sources if source not in self.mentions
        ]
        return self.attributions

    def take(self, match):
        cue, (first, after) = match[0], match.span()
        previous = self.previous
        if previous and first < previous.cue[-1][1]:
            return
        if self.text[after : after + 1] == "了" and after + 1 < self.content_end:
            after += 1
        if self.text.startswith("的是", after):
            after += len("的是")
        subject, begins, is_same = self.subject(first, previous)
        content = self.trimmed(after, self.content_end)
        if not self.attributes(cue, after, subject, is_same=is_same) or content[0] >= content[1]:
            return
        is_new = subject and subject[0].manner in PEOPLE and self.text[begins - 1 : begins] in NEW_SPEAKER
        if is_same and previous:
            self.close(begins)
            self.attribute(previous.sources, [(first, after)], [content], "coordination")
        elif subject and (previous is None or is_new):
            self.close(begins)
            self.attribute(subject, [(first, after)], [content], "that", base=cue)

    def attributes(self, cue, after, subject, *, is_same):
        """Whether a cue attributes the words after it: a mark follows it, or its subject is surely a speaker."""
        if self.text[after : after + 1] in MARKED:
            return True
        manner = subject[0].manner if subject else ""
        is_speaker = is_same or manner in PEOPLE
        if cue in words("zh")["guarded"]:
            return (is_speaker or manner == COLLECTIVE) and cue in words("zh")["with_object"]
        return is_speaker or manner == COLLECTIVE

    def subject(self, first, previous):
        """Return (mentions, start, whether it is the subject of the cue before) of the phrase before a cue."""
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        end = self.skip_adverbs(clause, first)
        if end <= clause:
            is_same = bool(previous) and (end < first or clause == first)
            return (None if is_same else self.clause_before(clause)), clause, is_same
        if end - clause > LONGEST_SUBJECT:
            return None, clause, False
        sources = mentions_of(self.text, clause, end) or self.after_opening(clause, end)
        if not sources and end - clause <= LONGEST_THING and previous is None:
            sources = [self.unknown(clause, end)]
        return sources, clause, False

    def unknown(self, start, end):
        """Return a thing, or a person if the text elsewhere has the phrase as a part of a foreign name."""
        phrase = self.text[start:end]
        if f"·{phrase}" in self.text or f"{phrase}·" in self.text:
            return Mention(start, end, NAMED, phrase, phrase)
        return thing(self.text, start, end)

    def after_opening(self, start, end):
        """Return the mentions at the end of a phrase that begins otherwise: 会上，, 在开幕式上王明."""
        for at in range(start + 1, end - 1):
            mention = mention_of(self.text, at, end) if self.text[at - 1] in OPENING_ENDS else None
            if mention and mention.manner == NAMED:
                return [mention]
        return []

    def clause_before(self, clause):
        """Return the subject of the clause before a comma: 王明在致辞中，强调 or 王明，强调."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        stop = self.skip_adverbs(start, end)
        return mentions_of(self.text, start, stop) if start < stop <= start + LONGEST_SUBJECT else []

    def skip_adverbs(self, start, end):
        while match := adverb_end().search(self.text[start:end]):
            if not match[0] or mention_of(self.text, start, end):
                break
            end = start + match.start()
        return end

    def after_quotation(self):
        """Take “…”某某说。 Return whether it is one."""
        for first, last in self.quoted:
            tail = speaker_after().match(self.text, last, self.end) if self.start <= first else None
            if tail and not self.text[self.start : first].strip():
                start, end = tail.span("source")
                if sources := mentions_of(self.text, start, self.skip_adverbs(start, end)):
                    content = [self.trimmed(first, last), self.trimmed(tail.end(), self.content_end)]
                    return self.attribute(sources, [tail.span("cue")], content, "tag")
        return False

    def prepositional(self):
        """Take 据某某介绍，… Return whether the sentence begins so."""
        match = prepositional().match(self.text, self.start, self.end)
        sources = mentions_of(self.text, *match.span("source")) if match else []
        if match and not sources:
            sources = [each for each in [self.unknown(*match.span("source"))] if each.manner == NAMED]
        if not sources:
            return False
        content = [self.trimmed(match.end(), self.content_end)]
        return self.attribute(sources, [match.span("to"), match.span("verb")], content, "prepositional")

    def passive(self):
        """Take 需要指出的是，…, whose speaker nobody names."""
        for pattern in passives():
            if match := pattern.match(self.text[self.start : self.content_end]):
                end = self.start + match.end()
                self.attribute([], [self.trimmed(self.start, end)], [self.trimmed(end, self.content_end)], "passive")
                return
