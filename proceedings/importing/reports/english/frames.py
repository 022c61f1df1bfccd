"""Attribute the words of an English sentence: cues with their subjects, in the frames of en.yaml."""

import re
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import (
    COLLECTIVE,
    NAMED,
    PRONOUN,
    THING,
    TITLED,
    Attribution,
)
from proceedings.importing.reports.lexicon import alternatives, words

from .cues import BASE, PARTICIPLE, PRESENT, Cue, adverb_after, cues_by_word, cues_in, links
from .mentions import Scanner
from .subjects import SAME, SubjectFinder
from .tokens import tokens_of, word_set

# Between a verb and its "that": "noted at the meeting that".
TO_THAT = re.compile(
    r"(?:\s*,)?\s*(?:(?:in|at|on|during|to|with|after|before|once|for|as|while)\b[^,;.]{0,70}?,?\s+)?that\b",
    re.IGNORECASE,
)
TAG_END = re.compile(r"\s*(?:[,.;:!?—–-]|$)")
INVERSION_END = re.compile(
    r"\s*(?:[,.;:!?—–)]|$|(?:as|in|at|on|during|when|while|after|before|to|with|adding|stressing)\b)", re.IGNORECASE
)
COLON = re.compile(r"\s*[:,]?\s*(?=[“«\"])|\s*:\s*")
THAT_LIST = re.compile(r";\s*(?:and\s+|as well as\s+)?that\b,?\s*")
CONJUNCTION = re.compile(
    r"(?:[,;]\s*)?\b(?:and|but|or)\b\s*(?:\w+ly\s+|also\s+|then\s+|further\s+)*$|[,;]\s*(?:while|whereas|with)?\s*$",
    re.IGNORECASE,
)
BE = r"(?:is|was|are|were|am|has been|have been|had been|remained|remains|felt|feels)"
PEOPLE = frozenset({NAMED, TITLED, PRONOUN})


@cache
def state_pattern():
    return re.compile(
        rf"\b{BE}\s+(?:\w+ly\s+|also\s+|not\s+)?(?P<state>{alternatives(words('en')['states'])})\b(?P<link>\s+that|\s+to|\s+of|\s+about|\s+for|\s+with)?",
        re.IGNORECASE,
    )


@cache
def connective():
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"(?:{adverbs}|and|but|so|yet|\w+ly|(?:in|at|on|for|as|to) [^,]{{1,30}})", re.IGNORECASE)


@cache
def guarded_object():
    return re.compile(rf"\s*(?:\w+\s+){{0,3}}{alternatives(words('en')['objects'])}\b", re.IGNORECASE)


@cache
def is_courtesy():
    return re.compile(rf"\s*(?:all |the |all the |his |her )?{alternatives(words('en')['courtesies'])}\b[^,;]{{0,30}}$")


@cache
def passive_patterns():
    return [re.compile(pattern, re.IGNORECASE) for pattern in words("en")["passive"]]


@cache
def prepositional_pattern():
    phrases = alternatives(words("en")["prepositional"])
    nouns = alternatives(words("en")["possessed"])
    return re.compile(
        rf"\b(?P<to>{phrases})\s+(?P<source>[^;:“”]+?)(?=\s*[,.;]|\s*$)|(?:^|(?<=[,;] )|(?<=\. )|(?<=\n))in (?P<owner>his|her|their|[^,;.“”]{{3,50}}?(?:'s|s'))(?P<noun>\s+(?:own\s+)?{nouns})\b",
        re.IGNORECASE,
    )


class SentenceReader:
    """Reads one sentence of the normalised text; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        self.text, (self.start, self.end), self.quoted = text, span, quoted
        self.content_end = self.start + len(text[self.start : self.end].rstrip(" .!?…"))
        if text[self.content_end : self.end].rstrip()[-1:] in {"!", "?"}:
            self.content_end = self.end
        self.tokens = tokens_of(text, *span)
        self.cues = [cue for cue in cues_in(self.tokens) if not self.is_quoted(self.tokens[cue.first].start)]
        stops = frozenset(cue.first for cue in self.cues if cue.form != BASE)
        self.mentions = Scanner(self.tokens, stops).mentions()
        self.subjects = SubjectFinder(text, *span, self.mentions)
        self.attributions = []

    def read(self):
        if not self.prepositional():
            self.passive()
            for cue in self.cues:
                self.take(cue)
            self.take_states()
        self.separate()
        return self.attributions

    def is_quoted(self, at):
        return any(first < at < last for first, last in self.quoted)

    # Frames

    def take(self, cue):
        first, after = self.tokens[cue.first].start, self.tokens[cue.after - 1].end
        if cue.form == PARTICIPLE:
            self.participle(cue, first, after)
            return
        subject, _end = self.subjects.before(first, cue.form)
        previous = self.attributions[-1] if self.attributions else None
        if "tag" in cue.frames or "bare" in cue.frames:
            if self.inverted(cue, first, after, previous):
                return
            if subject and subject is not SAME and self.tag(cue, subject, first, after):
                return
        if subject is SAME:
            self.coordinated(cue, first, after, previous)
            return
        if not subject or self.is_inside(previous, subject):
            return
        content = self.content_after(cue, after, is_person=subject[0].manner != THING)
        is_noun = cue.form == PRESENT and subject[0].manner == THING and content and content[2] != "that"
        if content and not is_noun:
            if previous:
                self.close(previous, subject[0].start)
            self.add(subject, cue, first, after, content, content[2])

    def coordinated(self, cue, first, after, previous):
        """Take "… and stressed that …", of the speaker before, or of the first person that the sentence mentions."""
        people = [mention for mention in self.mentions if mention.end < first and mention.manner in PEOPLE]
        sources = previous.sources if previous else people[:1]
        content = self.content_after(cue, after, is_person=True)
        if sources and content:
            if previous:
                self.close(previous, first)
            self.add(sources, cue, first, after, content, "coordination")

    def is_inside(self, previous, subject):
        """Whether a cue belongs to the words that are attributed already: only a new speaker after ", while" does not."""
        if previous is None:
            return False
        before = self.text[self.start : subject[0].start].rstrip()
        is_new = re.search(
            r"(?:,\s*(?:while|whereas|and|but)|;|\bwhile)(?:\s+(?:in turn|for (?:his|her) part|at the same time),?)?$",
            before,
            re.IGNORECASE,
        )
        return not (is_new and subject[0].manner in {NAMED, TITLED, PRONOUN})

    def content_after(self, cue, after, *, is_person):
        """Return (start, end of the cue, rule) of the words that a cue attributes, or None."""
        rest = self.text[after : self.content_end]
        adverb = adverb_after().match(rest)
        at = after + (adverb.end() if adverb else 0)
        rest = self.text[at : self.content_end]
        if "hearer" in cue.frames and (end := self.hearer_end(cue, rest)):
            return at + end, at + end, "hearer"
        if "that" in cue.frames and (match := TO_THAT.match(rest)) and self.is_hearer(match[0]):
            return at + match.end(), at + match.end(), "that"
        if match := COLON.match(rest):
            if match.end() and rest[match.end() :].strip() and ("tag" in cue.frames or rest[match.end()] in '“«"'):
                return at + match.end(), after, "quotation"
        if TAG_END.match(rest) or not rest.strip():
            return None
        if "bare" in cue.frames and is_person and not re.match(r"\s*(?:in|at|on|of|to)\b", rest):
            return after, after, "bare"
        if "object" in cue.frames and self.is_object(cue, rest, is_person=is_person):
            return at, after, "object"
        if "bare" in cue.frames and (
            match := re.match(r"\s*(?:in|at|on)\b[^,;]{3,60}?(?=\s(?:that|the|he|she|it)\b)", rest)
        ):
            return at + match.end(), after, "bare"
        return None

    def is_object(self, cue, rest, *, is_person):
        if cue.base in word_set("infinitives") and re.match(r"\s*(?:not )?to\s", rest):
            return True
        if cue.base in word_set("guarded"):
            return bool(guarded_object().match(rest))
        if is_courtesy().match(rest):
            return False
        return is_person or bool(re.match(r"\s*(?:the|a|an|his|her|its|their|that|how|why|what|whether)\b", rest))

    def hearer_end(self, cue, rest):
        """Return the length of a hearer and of the word that links the content to them, or 0."""
        for link in links()[cue.base]:
            match = re.match(rf"\s+(?P<hearer>[^,;.]{{1,90}}?)\s+{link}\b", rest)
            if (
                match
                and self.is_hearer(match["hearer"])
                and not re.match(r"(?:about|on|that|to|for)\b", match["hearer"])
            ):
                # In "the President of …", the word belongs to the title.
                if link != "of" or match["hearer"].split()[-1].lower() not in word_set("titles"):
                    # An infinitive is the content itself.
                    return match.start() + len(match["hearer"]) + 1 if link == "to" else match.end()
        return 0

    def is_hearer(self, words_):
        """Whether words can be a hearer: no other cue stands among them."""
        return not any(word in cues_by_word() for word in words_.split())

    def inverted(self, cue, first, after, previous):
        """Take "…, said X." and "As X said"; return whether it is one."""
        before = self.text[self.start : first].rstrip()
        is_tag = before.endswith((",", "—", "–", "-", "”", '"', "»", "?", "!"))
        if not is_tag:
            return False
        subject, end = self.subjects.after(after)
        if subject is None or not INVERSION_END.match(self.text[end : self.end]):
            return False
        self.add_around(cue, subject, first, after, subject[0].start, end, previous)
        return True

    def tag(self, cue, subject, first, after):
        """Take "…, X said." and "…, X said, …", and "As X said, …"; return whether it is one."""
        begin = subject[0].start
        before = self.text[self.start : begin].rstrip()
        is_as = re.search(r"\bas$", before, re.IGNORECASE)
        match = TAG_END.match(self.text[after : self.end])
        adverb = adverb_after().match(self.text[after : self.end])
        place = re.match(
            r"\s+(?:in|at|on|during|after|when|while)\b[^,;]{2,200}?(?=[,.;]|$)", self.text[after : self.end]
        )
        end = after
        for each in (adverb, place):
            if not match and each and TAG_END.match(self.text[after + each.end() : self.end]):
                match, end = TAG_END.match(self.text[after + each.end() : self.end]), after + each.end()
        if not match:
            return False
        if is_as:
            begin, before = self.start + is_as.start(), before[: is_as.start()].rstrip()
        elif not before.endswith((",", "—", "–", "”", '"', "»", "?", "!", ";", ":")):
            return False
        if self.text[after : self.end].lstrip()[:1] == ":" and not before:
            return False
        previous = self.attributions[-1] if self.attributions else None
        self.add_around(cue, subject, first, after, begin, end, previous)
        return True

    def add_around(self, cue, subject, first, after, begin, end, previous):
        """Add the words on both sides of a tag, whose words are [begin, end) with the verb at [first, after)."""
        tag_start, tag_end = min(begin, first), max(end, after)
        if previous is not None:
            # The rest of a sentence that is attributed already: "…, which, he said, …".
            return
        before = trim_marks(self.text, self.start, tag_start)
        behind = trim_marks(self.text, tag_end, self.content_end)
        before = self.without_connective(before, behind)
        content = [span for span in (before, behind) if span[0] < span[1]]
        if content:
            self.attributions.append(
                Attribution(subject, [(first, after)], content, "tag", (self.start, self.end), kind=kind_of(cue))
            )

    def without_connective(self, before, behind):
        """Return the span before a tag, empty if it is only "In addition" or "However"."""
        words_ = self.text[slice(*before)]
        is_connective = connective().fullmatch(words_) and behind[0] < behind[1]
        return (before[0], before[0]) if is_connective else before

    def participle(self, cue, first, after):
        before = self.text[self.start : first].rstrip()
        match = re.search(r"(,|\band|\bwhile|\bby|;)(\s+(?:also|thereby|\w+ly|at the same time))?,?$", before)
        if not match or not self.content_after(cue, after, is_person=True):
            return
        content = self.content_after(cue, after, is_person=True)
        if self.attributions:
            previous = self.attributions[-1]
            self.close(previous, first)
            self.add(previous.sources, cue, first, after, content, "participle")
            return
        people = [m for m in self.mentions if m.end <= first and m.manner in PEOPLE]
        if people and match[1] != "by":
            subject = people[0] if people[0].manner != PRONOUN or len(people) == 1 else people[0]
            self.add([subject], cue, first, after, content, "participle")

    def passive(self):
        for pattern in passive_patterns():
            match = pattern.search(self.text, self.start, self.end)
            if match and not self.is_quoted(match.start()):
                content = trim_marks(self.text, match.end(), self.content_end)
                if content[0] < content[1]:
                    span = match.span()
                    self.attributions.append(Attribution([], [span], [content], "passive", (self.start, self.end)))
                return

    def prepositional(self):
        """Take "According to X, …" and "…, in his opinion."; return whether the sentence has one."""
        match = prepositional_pattern().search(self.text, self.start, self.end)
        if not match or self.is_quoted(match.start()):
            return False
        group = "source" if match["source"] else "owner"
        begin = match.start(group)
        sources = self.sources_at(begin, match.end(group))
        if not sources:
            return False
        end = max(match.end(), sources[-1].end)
        while (
            group == "source"
            and self.text[end : end + 1] == ","
            and any(m.end > end and m.start <= end + 2 and m.manner == TITLED for m in self.mentions)
        ):
            end = next(m.end for m in self.mentions if m.end > end and m.start <= end + 2)
        clause = self.text.rfind(";", self.start, match.start()) + 1 or self.start
        before = trim_marks(self.text, clause, match.start())
        behind = trim_marks(self.text, end, self.content_end)
        before = self.without_connective(before, behind)
        content = [span for span in (before, behind) if span[0] < span[1]]
        if not content:
            return False
        cue = [match.span("to")] if match["to"] else [(match.start(), begin), match.span("noun")]
        self.attributions.append(
            Attribution(sources, [trim(self.text, *c) for c in cue], content, "prepositional", (self.start, self.end))
        )
        return True

    def sources_at(self, start, end):
        found = [m for m in self.mentions if start <= m.start < end]
        if found and found[0].start <= start + 4:
            return [found[0]]
        text = self.text[start:end]
        if text.lower() in {"his", "her", "their"}:
            return [self.pronoun(start, end)]
        parts = text.lower().split()
        manner = COLLECTIVE if any(part.strip("'") in word_set("collectives") for part in parts[:4]) else THING
        source = self.pronoun(start, end)
        source.manner = manner
        return [source]

    def pronoun(self, start, end):
        from proceedings.importing.reports.attributions import Mention

        return Mention(start, end, PRONOUN, self.text[start:end])

    def take_states(self):
        """Take "he was sure that"."""
        for match in state_pattern().finditer(self.text, self.start, self.content_end):
            if self.attributions or self.is_quoted(match.start()):
                return
            subject, _end = self.subjects.before(match.start(), "past")
            if not subject or subject is SAME or subject[0].manner not in PEOPLE:
                continue
            start = match.end("link") if match["link"] in {" that"} else match.end("state")
            content = trim_marks(self.text, start, self.content_end)
            if content[0] < content[1] and (
                match["link"] or match["state"].lower() in {"sure", "confident", "convinced"}
            ):
                self.attributions.append(
                    Attribution(subject, [(match.start(), start)], [content], "state", (self.start, self.end))
                )

    # Contents

    def add(self, subject, cue, first, after, content, rule):
        start, cue_end, found = content
        span = trim_marks(self.text, start, self.content_end)
        if span[0] < span[1]:
            rule = rule if rule == found else f"{rule} {found}"
            self.attributions.append(
                Attribution(subject, [(first, cue_end)], [span], rule, (self.start, self.end), kind=kind_of(cue))
            )

    def close(self, previous, at):
        """End the last content before a place, and the conjunction before that."""
        before = self.text[self.start : at]
        match = CONJUNCTION.search(before)
        end = self.start + (match.start() if match else len(before))
        spans = [trim_marks(self.text, start, min(stop, end)) for start, stop in previous.content if start < end]
        previous.content = [span for span in spans if span[0] < span[1]] or previous.content

    def separate(self):
        """Divide "that …; that …; and that …" into one attribution each, and mark words that are quoted as a whole."""
        divided = []
        for each in self.attributions:
            parts = [each]
            if each.rule.endswith("that") and len(each.content) == 1:
                parts = self.divided(each)
            divided += parts
        for each in divided:
            whole = [self.unquoted(span) for span in each.content]
            each.is_verbatim = all(inside for inside, _span in whole)
            each.content = [span for _inside, span in whole]
        self.attributions = [each for each in divided if each.content]

    def divided(self, each):
        ((start, end),) = each.content
        starts = [start, *(m.end() for m in THAT_LIST.finditer(self.text, start, end))]
        ends = [*(m.start() for m in THAT_LIST.finditer(self.text, start, end)), end]
        spans = [trim_marks(self.text, *span) for span in zip(starts, ends, strict=True)]
        return [
            Attribution(
                each.sources, each.cue, [span], each.rule if not number else "that list", each.sentence, each.kind
            )
            for number, span in enumerate(spans)
            if span[0] < span[1]
        ]

    def unquoted(self, span):
        """Return whether a span is one quotation, and the span without its marks if so."""
        start, end = span
        for first, last in self.quoted:
            if first <= start and end <= last:
                inner = trim_marks(self.text, max(start, first + 1), min(end, last - 1))
                return True, inner if inner[0] < inner[1] else span
        return False, span


def kind_of(cue: Cue):
    return words("en")["cue_kinds"].get(cue.base, "")


def trim_marks(text, start, end):
    """Return the span without white space, commas and dashes at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–-."):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return start, end
