"""Attribute the words of a Chinese sentence: 某某表示，…, 据某某介绍，…, “…”某某说."""

import re
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Attribution, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .mentions import mention_of, mentions_of, thing

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
MARKS = "，,：:。；;！!？? “”‘’「」、"
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
def passives():
    return [re.compile(rf"^(?:{pattern})[，,]?") for pattern in words("zh")["passive"]]


class SentenceReader:
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        self.text, (self.start, self.end), self.quoted = text, span, quoted
        self.content_end = self.start + len(text[self.start : self.end].rstrip("。.！!？?… "))
        if text[self.content_end : self.content_end + 1] in {"！", "？", "!", "?"}:
            self.content_end += 1
        self.attributions, self.mentions = [], []

    def read(self):
        if not self.prepositional() and not self.after_quotation():
            for match in cue_pattern().finditer(self.text, self.start, self.content_end):
                if not any(first < match.start() < last for first, last in self.quoted):
                    self.take(match)
            if not self.attributions:
                self.passive()
        for each in self.attributions:
            self.unquote(each)
        self.mentions += [
            source for each in self.attributions for source in each.sources if source not in self.mentions
        ]
        return self.attributions

    def take(self, match):
        cue, (first, after) = match[0], match.span()
        previous = self.attributions[-1] if self.attributions else None
        if previous and first < previous.cue[-1][1]:
            return
        follows = self.text[after : after + 1]
        if follows == "了" and after + 1 < self.content_end:
            after += 1
        subject, begins, is_same = self.subject(first, previous)
        is_marked = follows in set("，,：:“")
        is_person = bool(subject) and subject[0].manner in PEOPLE
        if (
            not is_marked
            and cue in words("zh")["guarded"]
            and not ((is_person or is_same) and cue in words("zh")["with_object"])
        ):
            return
        if not is_marked and not (is_person or is_same or (subject and subject[0].manner == COLLECTIVE)):
            return
        content = self.trimmed(after, self.content_end)
        if content[0] >= content[1]:
            return
        if is_same and previous:
            self.close(previous, begins)
            self.add(previous.sources, (first, after), content, "coordination")
        elif subject and (previous is None or (is_person and self.text[begins - 1 : begins] in set("，；;,"))):
            if previous:
                self.close(previous, begins)
            self.add(subject, (first, after), content, "that", words("zh")["cue_kinds"].get(cue, ""))

    def subject(self, first, previous):
        """Return (mentions, start, whether it is the subject of the cue before) of the phrase before a cue."""
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        begins = clause
        end = self.skip_adverbs(clause, first)
        if end <= clause:
            has_adverb = end < first
            if previous and (has_adverb or clause == first):
                return None, clause, True
            earlier = self.clause_before(clause)
            return earlier, clause, False
        if end - clause > LONGEST_SUBJECT:
            return None, begins, False
        found = mentions_of(self.text, clause, end) or self.after_opening(clause, end)
        if not found and end - clause <= LONGEST_THING and previous is None:
            found = [self.unknown(clause, end)]
        return found, begins, False

    def unknown(self, start, end):
        """Return a thing, or a person if the text elsewhere has the phrase as a part of a foreign name."""
        phrase = self.text[start:end]
        if f"·{phrase}" in self.text or f"{phrase}·" in self.text:
            return Mention(start, end, NAMED, phrase, phrase)
        return thing(self.text, start, end)

    def after_opening(self, start, end):
        """Return the mentions at the end of a phrase that begins otherwise: 会上，, 在开幕式上王明."""
        for at in range(start + 1, end - 1):
            if (
                self.text[at - 1] in "上中时后日，的"
                and (mention := mention_of(self.text, at, end))
                and mention.manner == NAMED
            ):
                return [mention]
        return []

    def clause_before(self, clause):
        """Return the subject of the clause before a comma: 王明在致辞中，强调 or 王明，强调."""
        end = clause - 1
        start = (
            max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
            if end > self.start
            else self.start
        )
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
            if self.start <= first and last < self.end:
                tail = re.match(
                    rf"[，,]?(?P<source>[^，。；：“”]{{1,45}}?)(?P<cue>{alternatives(words('zh')['cues']['say'])})(?=[。，,]|$)",
                    self.text[last : self.end],
                )
                head = self.text[self.start : first].strip()
                if tail and not head:
                    end = self.skip_adverbs(last + tail.start("source"), last + tail.end("source"))
                    sources = mentions_of(self.text, last + tail.start("source"), end)
                    if sources:
                        content = [self.trimmed(first, last)]
                        later = self.trimmed(last + tail.end(), self.content_end)
                        content += [later] if later[0] < later[1] else []
                        self.attributions.append(
                            Attribution(
                                sources,
                                [(last + tail.start("cue"), last + tail.end("cue"))],
                                content,
                                "tag",
                                (self.start, self.end),
                            )
                        )
                        return True
        return False

    def prepositional(self):
        """Take 据某某介绍，… Return whether the sentence begins so."""
        match = prepositional().match(self.text, self.start, self.end)
        if not match:
            return False
        sources = mentions_of(self.text, *match.span("source"))
        if not sources:
            return False
        content = self.trimmed(match.end(), self.content_end)
        if content[0] < content[1]:
            self.attributions.append(
                Attribution(
                    sources, [match.span("to"), match.span("verb")], [content], "prepositional", (self.start, self.end)
                )
            )
        return content[0] < content[1]

    def passive(self):
        for pattern in passives():
            if match := pattern.match(self.text[self.start : self.content_end]):
                content = self.trimmed(self.start + match.end(), self.content_end)
                if content[0] < content[1]:
                    span = (self.start, self.start + match.end())
                    self.attributions.append(
                        Attribution([], [self.trimmed(*span)], [content], "passive", (self.start, self.end))
                    )
                return

    # Contents

    def add(self, sources, cue, content, rule, kind=""):
        self.attributions.append(Attribution(sources, [cue], [content], rule, (self.start, self.end), kind))

    def close(self, previous, at):
        spans = [self.trimmed(start, min(end, at)) for start, end in previous.content if start < at]
        previous.content = [span for span in spans if span[0] < span[1]] or previous.content

    def unquote(self, each):
        whole = []
        for start, end in each.content:
            inside = next((1 for first, last in self.quoted if first <= start and end <= last), 0)
            whole.append(
                (
                    inside,
                    self.trimmed(start + (self.text[start] == "“"), end - (self.text[end - 1] == "”"))
                    if inside
                    else (start, end),
                )
            )
        each.is_verbatim = all(inside for inside, _span in whole)
        each.content = [span for _inside, span in whole if span[0] < span[1]] or each.content

    def trimmed(self, start, end):
        while start < end and self.text[start] in "，,：:；; 、。":
            start += 1
        while end > start and self.text[end - 1] in "，,：:；; 、":
            end -= 1
        return start, end
