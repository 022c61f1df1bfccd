"""Attribute the words of an English sentence: cues with their subjects, in the frames of en.yaml."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, THING
from proceedings.importing.reports.sentence import MOST_CUES

from .contents import Contents
from .cues import BASE, PARTICIPLE, PAST, PRESENT, adverb_after, cues_in
from .mentions import Scanner
from .patterns import (
    CIRCUMSTANCE,
    INVERSION_END,
    LONG_HEARER,
    NEW_SPEAKER,
    PARTICIPLE_BEFORE,
    PLACE,
    QUOTED,
    TAG_END,
    TAG_STARTS,
    TOLD,
)
from .phrases import ARTICLE, PEOPLE
from .subjects import SAME, SubjectFinder
from .tokens import tokens_of, word_set

# Words of a subject among which "report" stands.
MOST_BEFORE_TEXT = 5
# A list of verbs ends with "and also said".
AND_BEFORE, NEAR, FEW = re.compile(r"\band\s+(?:\w+\s+)?$"), 20, 6
# The beginning of another group than the one before.
OTHERS = re.compile(r"(?:others|some|another|several|many)\b", re.IGNORECASE)


class SentenceReader(Contents):
    """Reads one sentence; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        self.tokens = tokens_of(text, *span)
        self.cues = [cue for cue in cues_in(self.tokens) if not self.is_quoted(self.tokens[cue.first].start)]
        stops = frozenset(cue.first for cue in self.cues if cue.form != BASE)
        self.mentions = Scanner(self.tokens, stops).mentions()
        self.subjects = SubjectFinder(text, *span, self.mentions)

    def read(self):
        if not self.prepositional() and not self.opinion():
            self.passive()
            for cue in self.cues[:MOST_CUES]:
                self.take(cue, (self.tokens[cue.first].start, self.tokens[cue.after - 1].end))
            self.states()
        self.separate()
        return self.attributions

    # Frames

    def take(self, cue, verb):
        """Take the words that one verb attributes; `verb` is its span."""
        if cue.form == PARTICIPLE:
            self.participle(cue, verb)
            return
        if self.is_aside(cue):
            return
        subject, _end = self.subjects.before(verb[0], cue.form)
        if {"tag", "bare"} & cue.frames and (self.inverted(cue, verb) or self.tag(cue, subject, verb)):
            return
        # Behind a quotation, a hearer can be long: "told a crowd of some three hundred".
        is_behind = subject and subject is not SAME and self.text[: subject[0].start].rstrip().endswith(("”", '"'))
        hearer = LONG_HEARER if is_behind else TOLD
        addressee = hearer.match(self.text[verb[1] : self.end]) if "hearer" in cue.frames else None
        if addressee and self.tag(cue, subject, (verb[0], verb[1] + addressee.end())):
            return
        if subject is SAME or self.is_listed(cue, verb):
            self.coordinated(cue, verb)
        elif subject and not self.is_inside(subject) and not self.is_of_a_body(cue, subject):
            is_text = self.is_text(subject[0])
            content = self.content_after(cue, verb[1], is_person=subject[0].manner != THING or is_text, is_text=is_text)
            # "The states of the region": a noun.
            is_noun = cue.form == PRESENT and subject[0].manner == THING and not is_text and content
            is_noun = is_noun and content[2] != "that"
            if content and not is_noun:
                self.close(subject[0].start)
                self.add(subject, cue, verb, content)

    def is_listed(self, cue, verb):
        """Whether a verb stands in a list of several of one speaker: "praised the results, stressed X and said Y"."""
        if self.previous is None or self.previous.rule == "tag":
            return False
        if not self.text[self.start : self.subjects.skip_adverbs(verb[0])].endswith(","):
            return False
        later = [
            self.tokens[each.first].start for each in self.cues if each.form == cue.form and each.first > cue.first
        ]
        return any(AND_BEFORE.search(self.text, max(verb[1], at - NEAR), at) for at in later[:FEW])

    def add(self, subject, cue, verb, content, frame=""):
        start, cue_end, rule = content
        rule = f"{frame} {rule}".strip()
        self.attribute(subject, [(verb[0], cue_end)], [self.trimmed(start, self.content_end)], rule, base=cue.base)

    def coordinated(self, cue, verb):
        """Take "… and stressed that …", of the speaker before, or of the first person that the sentence mentions."""
        people = [mention for mention in self.mentions if mention.end < verb[0] and mention.manner in PEOPLE]
        sources = self.previous.sources if self.previous else people[:1]
        content = self.content_after(cue, verb[1], is_person=True)
        if sources and content:
            self.close(verb[0])
            self.add(sources, cue, verb, content, "coordination")
        elif self.previous and self.previous.rule.endswith("object") and cue.form == PAST:
            # "Promised a text, and wished everyone a good summer".
            self.close(verb[0])

    def participle(self, cue, verb):
        """Take ", stressing that …", which belongs to the speaker of the sentence."""
        match = PARTICIPLE_BEFORE.search(self.text[self.start : verb[0]].rstrip())
        content = self.content_after(cue, verb[1], is_person=True)
        if not match or not content:
            return
        people = [m for m in self.mentions if m.end <= verb[0] and m.manner in PEOPLE]
        is_subject = match[1] != "by" or (people and people[0].start <= self.start + ARTICLE)
        sources = self.previous.sources if self.previous else people[:1] if is_subject else []
        if sources or self.previous:
            sources = self.after_semicolon(verb[0]) or sources
            self.close(verb[0])
            self.add(sources, cue, verb, content, "participle")

    def after_semicolon(self, at):
        """End the last content before "; Ann Ash was sceptical, remarking that …", and return the speaker."""
        mark = self.text.rfind(";", self.start, at) + 1
        people = [each for each in self.mentions if each.manner in PEOPLE and mark <= each.start <= mark + ARTICLE]
        if mark and people and self.previous and self.previous.content[0][0] < mark:
            self.close(mark)
            return people
        return []

    def is_inside(self, subject):
        """Whether a cue belongs to words that are attributed already: only a new speaker after ", while" does not."""
        if self.previous is None:
            return False
        is_new = NEW_SPEAKER.search(self.text[self.start : subject[0].start].rstrip())
        is_contrast = is_new and is_new[0].lstrip(", ").lower().startswith("wh")
        is_other = subject[0].manner == COLLECTIVE and (is_contrast or bool(OTHERS.match(subject[0].text)))
        is_behind = self.previous.rule == "tag" and subject[-1].end > self.previous.content[-1][1]
        return not (is_new and (subject[0].manner in PEOPLE or is_other)) and not is_behind

    def is_aside(self, cue):
        """Whether a verb belongs to a clause about the speaker: "Ann Ash, who advises the mayor, said that …"."""
        later = [self.tokens[each.first].start for each in self.cues if each.first > cue.first]
        is_clause = cue.first > 1 and self.tokens[cue.first - 1].lower == "who"
        return is_clause and any(self.text[self.start : at].rstrip().endswith(",") for at in later[:FEW])

    def is_of_a_body(self, cue, subject):
        """Whether a body does what only persons say: "the Council reviewed the draft"."""
        return cue.base in word_set("personal") and subject[0].manner not in PEOPLE

    def is_text(self, mention):
        """Whether a thing is a text or a body, which says something as people do: "a report by the Army", "it"."""
        first = mention.text.lower().split()[:MOST_BEFORE_TEXT]
        is_known = any({word, word.removesuffix("s")} & word_set("documents") for word in first)
        return mention.manner == THING and (first == ["it"] or is_known)

    # Tags

    def inverted(self, cue, verb):
        """Take "…, said X."; return whether it is one."""
        if not self.text[self.start : verb[0]].rstrip().endswith(TAG_STARTS):
            return False
        subject, end = self.subjects.after(verb[1])
        if subject is None or not INVERSION_END.match(self.text[end : self.end]):
            return False
        if circumstance := CIRCUMSTANCE.match(self.text, end, self.content_end):
            end = circumstance.end()
        goes_on = re.match(r",\s*who\b", self.text[end : self.end])
        self.add_around(cue, subject, verb, (verb[0], self.end if goes_on else end))
        return True

    def tag(self, cue, subject, verb):
        """Take "…, X said." and "…, X said, …", and "As X said, …"; return whether it is one."""
        end = 0 if QUOTED.match(self.text[verb[1] : self.end]) else self.tag_end(verb[1])
        if not subject or subject is SAME or not end:
            return False
        begin = subject[0].start
        before = self.text[self.start : begin].rstrip()
        if is_as := re.search(r"\bas$", before, re.IGNORECASE):
            begin = self.start + is_as.start()
        elif not before.endswith(TAG_STARTS):
            return False
        self.add_around(cue, subject, verb, (begin, end))
        return True

    def tag_end(self, after):
        """Return where a tag ends, after an adverb or a place: "he said at the meeting"; 0 if it does not end."""
        rest = self.text[after : self.end]
        ends = [0, *(match.end() for pattern in (adverb_after(), PLACE) if (match := pattern.match(rest)))]
        return next((after + end for end in ends if TAG_END.match(rest[end:])), 0)

    def add_around(self, cue, subject, verb, tag):
        """Add the words on both sides of a tag, unless the sentence is attributed already, to the same speaker."""
        if self.previous is None:
            behind = self.trimmed(tag[1], self.content_end)
            before = self.without_connective(self.trimmed(self.quotation_before(tag[0]), tag[0]), behind)
            self.attribute(subject, [verb], [before, behind], "tag", base=cue.base)

    def quotation_before(self, tag):
        """Return where the words before a tag begin: with the quotation, if a colon stands before it."""
        for first, last in self.quoted:
            is_next = self.start < first and not self.text[last:tag].strip(" ,—–-")
            if is_next and self.text[self.start : first].rstrip().endswith(":"):
                return first
        return self.start
