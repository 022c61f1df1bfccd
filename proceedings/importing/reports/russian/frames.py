"""Attribute the words of a Russian sentence: cues with their subjects, in the frames of ru.yaml."""

import re
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Attribution, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .cues import PARTICIPLE, cues_in
from .mentions import Scanner
from .morphology import has_case, lemmas, tokens_of, word_set

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
TO_THAT = re.compile(
    r"(?P<between>[^,.;:«»—]{0,90}?)(?:,[^,.;:«»—]{1,60},|,)?\s*,\s*(?:(?P<that>что|чтобы|будто)|(?=(?:как|почему|зачем|когда|где|кто|сколько|каков\w*|какой|какая|какие|какую|каким|можно ли|\w+ ли|насколько|куда)\b))",
    re.IGNORECASE,
)
COLON = re.compile(r"(?P<between>[^,.;:«»—]{0,90}?)\s*:\s*")
TAG_START = re.compile(r"(?:[,!?…»\"”]\s*[—–-]|[,»\"”!?])\s*(?:как\s+)?$", re.IGNORECASE)
TAG_END = re.compile(r"\s*(?:[.,!?;:»—–]|$)")
CONJUNCTION = re.compile(r"(?:[,;]\s*)?\b(?:и|а также|но|а|однако)\b\s*(?:\w+\s+){0,2}$|[,;]\s*$", re.IGNORECASE)
SAME_SUBJECT = re.compile(
    r"(?:\bи|\bа также|\bно|\bа|,)\s*(?:(?:также|затем|при этом|особо|вместе с тем|в свою очередь|отдельно|ещё|еще)\s*)*$",
    re.IGNORECASE,
)
AS = re.compile(r"\bкак\s*(?:ранее\s+|также\s+|уже\s+)*$", re.IGNORECASE)
BOUNDARY = re.compile(r"[,;:—–«»\"“”()]|\b(?:что|который|которая|которые|когда|если|чтобы|но|и|а)\b", re.IGNORECASE)
NEW_SUBJECT = re.compile(r"(?:,\s*(?:а|но|и|тогда как|в то время как)|;|\.)\s*(?:в свою очередь,?\s*)?$", re.IGNORECASE)
THAT_LIST = re.compile(r";\s*(?:и\s+)?что\s+")
LONGEST_PHRASE = 12


@cache
def passives():
    return [re.compile(pattern, re.IGNORECASE) for pattern in words("ru")["passive"]]


@cache
def prepositional():
    phrases, possessed = (alternatives(words("ru")[name]) for name in ("prepositional", "possessed"))
    return re.compile(
        rf"\b(?:(?P<whole>{possessed})|(?P<to>{phrases})\s+(?P<source>[^,;:«»]+(?:«[^»]*»[^,;:«»]*)?))(?=\s*[,.;:]|\s*$|\s—)",
        re.IGNORECASE,
    )


class SentenceReader:
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        self.text, (self.start, self.end), self.quoted = text, span, quoted
        self.content_end = self.start + len(text[self.start : self.end].rstrip(" .…"))
        self.tokens = tokens_of(text, *span)
        self.cues = [cue for cue in cues_in(self.tokens) if self.counts(self.tokens[cue.first].start)]
        self.mentions = Scanner(self.tokens, frozenset(cue.first for cue in self.cues)).mentions()
        self.by_end = {mention.end: mention for mention in self.mentions}
        self.by_start = {mention.start: mention for mention in self.mentions}
        self.attributions = []

    def counts(self, at):
        """Whether a cue is no part of a quotation: tags within one stand after a dash."""
        if not any(first < at < last for first, last in self.quoted):
            return True
        return bool(re.search(r"[,!?…]\s*[—–-]\s*$", self.text[self.start : at]))

    def read(self):
        if not self.prepositional():
            self.passive()
            for cue in self.cues:
                self.take(cue)
            self.take_states()
        self.separate()
        return self.attributions

    # Subjects

    def before(self, first):
        """Return the mentions that end before a verb, or None."""
        end = self.skip_adverbs(first)
        while self.text[self.start : end].endswith(","):
            inserted = self.text.rfind(",", self.start, end - 1)
            mention = self.by_end.get(end - 1)
            if mention and mention.manner in PEOPLE:
                return self.with_coordinates(mention)
            if inserted < 0:
                return None
            end = self.start + len(self.text[self.start : inserted].rstrip())
            if mention := self.by_end.get(end):
                return self.with_coordinates(mention)
            return None
        mention = self.by_end.get(end)
        if mention and self.can_be_subject(mention):
            return self.with_coordinates(mention)
        return self.phrase_before(end)

    def can_be_subject(self, mention):
        """Whether a mention can be in the nominative, by its first word."""
        if mention.manner == PRONOUN:
            return mention.text.lower() in {"он", "она", "они"}
        first = mention.text.split()[0].lower()
        return has_case(first, "nomn") or not any(has_case(first, case) for case in ("gent", "datv", "ablt", "loct"))

    def skip_adverbs(self, end):
        while True:
            before = self.text[self.start : end].rstrip()
            end = self.start + len(before)
            match = re.search(
                rf"(?:^|(?<=[\s,])){alternatives(map(re.escape, word_set('adverbs')))},?$|\bне$", before, re.IGNORECASE
            )
            if not match:
                return end
            end = self.start + match.start()
            rest = self.text[self.start : end].rstrip()
            if match[0].endswith(",") and rest.endswith(","):
                end = self.start + len(rest) - 1

    def with_coordinates(self, mention):
        group = [mention]
        while True:
            before = self.text[self.start : group[0].start].rstrip()
            match = re.search(r"(,?\s*\bи\b|,|,?\s*\bа также\b)$", before)
            if not match or (len(group) == 1 and match[0] == ","):
                return group
            previous = self.by_end.get(self.start + len(before[: match.start()].rstrip()))
            if previous is None or previous.manner not in {NAMED, TITLED} or mention.manner == PRONOUN:
                return group
            group.insert(0, previous)

    def phrase_before(self, end):
        before = self.text[self.start : end]
        boundary = max((match.end() for match in BOUNDARY.finditer(before)), default=0)
        return self.phrase(self.start + boundary, end)

    def phrase(self, start, end):
        """Return the mention of a group or a thing in the nominative at [start, end), or None."""
        start, end = trim(self.text, start, end)
        listed = tokens_of(self.text, start, end)
        for at, token in enumerate(listed[:5]):
            if (
                token.text[0].isalpha()
                and has_case(token.lower, "nomn")
                and lemmas(token.lower) & word_set("collectives")
            ):
                return [Mention(listed[0].start if at < 2 else token.start, end, COLLECTIVE, self.text[start:end])]
        heads = [token for token in listed if token.text[0].isalpha()]
        if (
            not heads
            or len(heads) > LONGEST_PHRASE
            or not has_case(heads[0].lower, "nomn")
            or heads[0].lower in {"это", "что", "кто", "как", "то"}
        ):
            return None
        # A surname that the dictionary does not have may be that of somebody on the roster.
        name = self.text[start:end] if all(token.is_capital for token in heads) else ""
        return [Mention(start, end, THING, self.text[start:end], name)]

    def after(self, after):
        """Return the (mentions, end) that follow a verb, or (None, after)."""
        at = after
        while match := re.match(
            rf"\s*,?\s*{alternatives(map(re.escape, word_set('adverbs')))}\b,?", self.text[at : self.end], re.IGNORECASE
        ):
            at += match.end()
        first = at + len(self.text[at : self.end]) - len(self.text[at : self.end].lstrip())
        mention = self.by_start.get(first)
        if mention and self.can_be_subject(mention):
            group = [mention]
            while match := re.match(r"\s*,?\s*(?:и|а также)\s+", self.text[group[-1].end : self.end]):
                following = self.by_start.get(group[-1].end + match.end())
                if following is None or following.manner not in {NAMED, TITLED}:
                    break
                group.append(following)
            return group, group[-1].end
        match = re.match(r"\s*[^,.;:«»—]{3,90}", self.text[after : self.end])
        if match:
            listed = tokens_of(self.text, after, after + match.end())
            if listed and any(
                has_case(t.lower, "nomn") and lemmas(t.lower) & word_set("collectives") for t in listed[:3]
            ):
                return self.phrase(after, after + match.end()), after + match.end()
        return None, after

    # Frames

    def take(self, cue):
        first, after = self.tokens[cue.first].start, self.tokens[cue.after - 1].end
        previous = self.attributions[-1] if self.attributions else None
        if cue.form == PARTICIPLE:
            self.participle(cue, first, after, previous)
            return
        before_text = self.text[self.start : first]
        followers, follow_end = self.after(after)
        if followers and self.tag(cue, first, after, followers, follow_end, previous):
            return
        subject = self.before(first)
        if (
            subject
            and "tag" in cue.frames
            and TAG_END.match(self.text[after : self.end])
            and not re.match(r"\s*(?::|,\s*что)", self.text[after : self.end])
        ):
            if self.tag(cue, first, after, subject, after, previous):
                return
        if followers and not subject:
            subject = followers
            content = self.content_after(cue, follow_end)
        else:
            content = self.content_after(cue, after)
        if content is None:
            return
        if not subject and SAME_SUBJECT.search(before_text):
            subject = previous.sources if previous else self.first_person(first)
            if subject:
                self.close(previous, first)
                self.add(subject, cue, first, content, f"coordination {content[2]}")
            return
        if not subject:
            return
        if previous:
            start = min(subject[0].start, first)
            if not NEW_SUBJECT.search(self.text[self.start : start]) or subject[0].manner not in PEOPLE:
                return
            self.close(previous, start)
        self.add(subject, cue, first, content, content[2])

    def first_person(self, before):
        people = [m for m in self.mentions if m.end < before and m.manner in PEOPLE and self.can_be_subject(m)]
        return people[:1]

    def content_after(self, cue, after):
        """Return (start, end of the cue, rule) of the words that a cue attributes, or None."""
        rest = self.text[after : self.content_end]
        if match := COLON.match(rest):
            return after + match.end(), after, "quotation"
        if ("that" in cue.frames or "hearer" in cue.frames) and (match := TO_THAT.match(rest)):
            end = after + match.end()
            return end, end if match["that"] else after, "that"
        if "hearer" in cue.frames and (match := re.match(r"\s+[^,.;:]{3,60}?\s(?P<link>о|об|обо|в|с|за|к|на)\s", rest)):
            return after + match.start("link"), after, "hearer"
        if "object" in cue.frames and not re.match(r"\s*(?:[.,;:!?»—]|$)", rest) and self.is_object(cue, after):
            return after, after, "object"
        return None

    def is_object(self, cue, after):
        if cue.base not in word_set("guarded"):
            return True
        listed = tokens_of(self.text, after, min(after + 80, self.content_end))[:4]
        return any(lemmas(token.lower) & word_set("objects") for token in listed)

    def tag(self, cue, first, after, subject, end, previous):
        """Take "…, — отметил X." and "Как отметил X, …"; return whether it is one."""
        begin = min(first, subject[0].start)
        place = re.match(
            r"\s+(?:в|во|на|по|после|перед|в ходе|во время|журналистам|агентству|корреспонденту)\b[^,.;:«»—]{0,80}",
            self.text[end : self.end],
        )
        for stop in (end, end + place.end() if place else end):
            if TAG_END.match(self.text[stop : self.end]):
                break
        else:
            return False
        before = self.text[self.start : begin]
        is_as = AS.search(before)
        if is_as:
            begin = self.start + is_as.start()
        elif not TAG_START.search(before) or re.match(r"\s*(?::|,\s*(?:что|чтобы)\b)", self.text[stop : self.end]):
            return False
        if previous is not None:
            return True
        left = self.trimmed(self.start, begin)
        right = self.trimmed(stop, self.content_end)
        if len(self.text[slice(*left)].split()) < 3 and right[0] < right[1] and is_as:
            left = (left[0], left[0])
        content = [span for span in (left, right) if span[0] < span[1]]
        if content:
            self.attributions.append(
                Attribution(subject, [(first, after)], content, "tag", (self.start, self.end), kind_of(cue))
            )
        return bool(content)

    def participle(self, cue, first, after, previous):
        content = self.content_after(cue, after)
        before = self.text[self.start : first].rstrip()
        if content is None:
            return
        if previous:
            self.close(previous, first)
            self.add(previous.sources, cue, first, content, f"participle {content[2]}")
            return
        if before.endswith((",", " и", ", при этом", " также")) and (people := self.first_person(first)):
            self.add(people, cue, first, content, f"participle {content[2]}")

    def passive(self):
        for pattern in passives():
            if match := pattern.search(self.text, self.start, self.end):
                content = self.trimmed(match.end(), self.content_end)
                if content[0] < content[1]:
                    self.attributions.append(
                        Attribution([], [match.span()], [content], "passive", (self.start, self.end))
                    )
                return

    def prepositional(self):
        """Take "По словам X, …" and "…, по его мнению, …"; return whether the sentence has one."""
        match = prepositional().search(self.text, self.start, self.end)
        if not match or any(first < match.start() < last for first, last in self.quoted):
            return False
        span = trim(self.text, *(match.span("source") if match["source"] else match.span("whole")))
        cue, end = match.span("to") if match["to"] else match.span("whole"), match.end()
        sources = self.genitive(span) if match["source"] else self.possessor(span)
        if not sources:
            return False
        end = max(end, sources[-1].end)
        left, right = self.trimmed(self.start, match.start()), self.trimmed(end, self.content_end)
        if right[0] < right[1] and len(self.text[slice(*left)].split()) < 3:
            left = (left[0], left[0])
        content = [each for each in (left, right) if each[0] < each[1]]
        if content:
            self.attributions.append(
                Attribution(sources, [trim(self.text, *cue)], content, "prepositional", (self.start, self.end))
            )
        return bool(content)

    def genitive(self, span):
        mention = self.by_start.get(span[0])
        if mention:
            return [mention]
        listed = tokens_of(self.text, *span)
        if not listed or (not has_case(listed[0].lower, "gent") and not has_case(listed[0].lower, "datv")):
            return None
        is_group = any(lemmas(token.lower) & word_set("collectives") for token in listed[:3])
        return [Mention(*span, COLLECTIVE if is_group else THING, self.text[slice(*span)])]

    def possessor(self, span):
        token = next((t for t in tokens_of(self.text, *span) if t.lower in word_set("pronouns")), None)
        return [Mention(token.start, token.end, PRONOUN, token.text)] if token else None

    def take_states(self):
        """Take "X уверен, что …"."""
        if self.attributions:
            return
        pattern = rf"\b(?P<state>{alternatives(words('ru')['states'])})\s*,\s*что\s+"
        if match := re.search(pattern, self.text[self.start : self.content_end], re.IGNORECASE):
            subject = self.before(self.start + match.start())
            content = self.trimmed(self.start + match.end(), self.content_end)
            if subject and subject[0].manner in PEOPLE and content[0] < content[1]:
                cue = (
                    self.start + match.start(),
                    self.start + len(self.text[self.start : self.start + match.end()].rstrip()),
                )
                self.attributions.append(Attribution(subject, [cue], [content], "state", (self.start, self.end)))

    # Contents

    def add(self, subject, cue, first, content, rule):
        start, cue_end, _rule = content
        span = self.trimmed(start, self.content_end)
        if span[0] < span[1]:
            end = cue_end if cue_end > first else self.tokens[cue.after - 1].end
            verb_end = self.tokens[cue.after - 1].end
            spans = [(first, verb_end)] if end - verb_end > 20 or end <= verb_end else [(first, end)]
            self.attributions.append(Attribution(subject, spans, [span], rule, (self.start, self.end), kind_of(cue)))

    def close(self, previous, at):
        if previous is None:
            return
        before = self.text[self.start : at]
        match = CONJUNCTION.search(before)
        end = self.start + (match.start() if match else len(before))
        spans = [self.trimmed(start, min(stop, end)) for start, stop in previous.content if start < end]
        previous.content = [span for span in spans if span[0] < span[1]] or previous.content

    def separate(self):
        divided = [part for each in self.attributions for part in self.divided(each)]
        for each in divided:
            whole = [self.unquoted(span) for span in each.content]
            each.is_verbatim = all(inside for inside, _span in whole)
            each.content = [span for _inside, span in whole]
        self.attributions = [each for each in divided if each.content]

    def divided(self, each):
        if not each.rule.endswith("that") or len(each.content) != 1:
            return [each]
        ((start, end),) = each.content
        marks = list(THAT_LIST.finditer(self.text, start, end))
        spans = zip([start, *(m.end() for m in marks)], [*(m.start() for m in marks), end], strict=True)
        trimmed = [self.trimmed(*span) for span in spans]
        return [
            Attribution(each.sources, each.cue, [span], "that list" if at else each.rule, each.sentence, each.kind)
            for at, span in enumerate(trimmed)
            if span[0] < span[1]
        ]

    def unquoted(self, span):
        start, end = span
        for first, last in self.quoted:
            if first <= start and end <= last:
                inner = self.trimmed(max(start, first + 1), min(end, last - 1))
                return True, inner if inner[0] < inner[1] else span
        return False, span

    def trimmed(self, start, end):
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:—–-."):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:—–-"):
            end -= 1
        return start, end


def kind_of(cue):
    return words("ru")["cue_kinds"].get(cue.base, "")
