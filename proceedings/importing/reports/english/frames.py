"""Attribute the words of an English sentence: cues with their subjects, in the frames of en.yaml."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, PRONOUN, THING
from proceedings.importing.reports.sentence import MOST_CUES

from .clauses import Clauses
from .cues import BASE, PARTICIPLE, PAST, PRESENT, verbs_in
from .patterns import (
    AFTERWARDS,
    AS_WHAT,
    CLAUSE_END,
    COMMA,
    COMPARED,
    DATELINE,
    LONG_HEARER,
    NEXT_CLAUSE,
    PARTICIPLE_BEFORE,
    PASSIVE_BE,
    SEMICOLON,
    TEXT_BEFORE,
    THING_BEFORE,
    TOLD,
    WHICH,
    WILL,
    feeling_list,
)
from .people.mentions import Scanner
from .people.roles import with_roles
from .phrases import ARTICLE, PEOPLE
from .subjects import SAME, SubjectFinder
from .tokens import tokens_of, word_set

COURTESIES = frozenset({"thank", "wish", "welcome", "invite", "apologise", "apologize", "praise", "congratulate"})


class SentenceReader(Clauses):
    """Reads one sentence; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        dateline = DATELINE.match(text, *span)
        self.start = dateline.end() if dateline else self.start
        self.tokens = tokens_of(text, self.start, self.end)
        self.cues = [cue for cue in verbs_in(self.tokens) if not self.is_quoted(self.tokens[cue.first].start)]
        stops = frozenset(cue.first for cue in self.cues if cue.form != BASE)
        self.mentions = with_roles(text, span, Scanner(self.tokens, stops).mentions())
        self.subjects = SubjectFinder(text, self.start, self.end, self.mentions)
        # That of the last verb that attributes words.
        self.last_form = ""

    def read(self):
        if not self.headline() and not self.prepositional() and not self.opinion():
            self.passive()
            for cue in self.cues[:MOST_CUES]:
                self.take(cue, (self.tokens[cue.first].start, self.tokens[cue.after - 1].end))
            self.states()
            self.nouns()
            self.asked()
        self.separate()
        return self.attributions

    # Frames

    def take(self, cue, verb):
        """Take the words that one verb attributes; `verb` is its span."""
        if cue.form == PARTICIPLE and not self.subjects.is_progressive(verb[0]):
            self.participle(cue, verb)
            return
        if self.is_shown_by(cue, verb) or self.is_aside(cue) or self.is_explanation(verb) or self.passive_by(cue, verb):
            return
        subject = self.stance(cue, verb) or self.subjects.before(verb[0], cue.form)[0]
        if {"tag", "bare"} & cue.frames and (self.inverted(cue, subject, verb) or self.tag(cue, subject, verb)):
            return
        # Behind a quotation, a hearer can be long: "told a crowd of some three hundred".
        is_behind = subject and subject is not SAME and self.is_behind_quotation(subject[0].start)
        hearer = LONG_HEARER if is_behind else TOLD
        addressee = hearer.match(self.text[verb[1] : self.end]) if "hearer" in cue.frames else None
        if addressee and self.tag(cue, subject, (verb[0], verb[1] + addressee.end())):
            return
        if subject and subject is not SAME and self.relative(cue, subject, verb):
            return
        if subject is SAME or self.is_listed(cue, verb):
            self.coordinated(cue, verb)
        elif subject and not self.is_inside(subject, verb) and not self.is_of_a_body(cue, subject):
            is_text = self.is_text(subject[0])
            content = self.content_after(cue, verb[1], is_person=subject[0].manner != THING or is_text, is_text=is_text)
            # "The states of the region": a noun.
            is_noun = cue.form in {PRESENT, BASE} and subject[0].manner == THING and not is_text and content
            is_noun = is_noun and content[2] != "that"
            is_idle = is_noun or self.is_topic(cue, subject) or (content and self.is_deed(cue, subject, content[2]))
            if content and not is_idle:
                if not self.is_resumed(subject, verb):
                    self.close(subject[0].start)
                self.add(subject, cue, verb, content)

    def is_shown_by(self, cue, verb):
        """Whether a verb only tells who made something: "figures shown by the bank"."""
        before = self.text[self.start : self.subjects.skip_adverbs(verb[0])]
        is_by = cue.form == PAST and re.match(r" by\b", self.text[verb[1] : self.end])
        return bool(is_by) and not PASSIVE_BE.search(before)

    def passive_by(self, cue, verb):
        """Take "Ann Ash was praised by the mayor"; return whether it is one."""
        end = self.subjects.skip_adverbs(verb[0])
        by = re.match(r"\s+by\b", self.text[verb[1] : self.end])
        is_cue = by and cue.form == PAST and "object" in cue.frames
        passive = PASSIVE_BE.search(self.text, self.start, end) if is_cue else None
        if not passive or self.previous or cue.base in word_set("guarded"):
            return False
        source, end = self.subjects.after(verb[1] + by.end())
        thing = self.subjects.ending_at(self.subjects.skip_adverbs(passive.start()))
        if not source or not thing or thing[0].manner == PRONOUN:
            return False
        content = [(thing[0].start, thing[-1].end)]
        if as_what := AS_WHAT.match(self.text, end, self.content_end):
            content.append(as_what.span("what"))
        return self.attribute(source, [(verb[0], verb[1] + by.end())], content, "passive by")

    def stance(self, cue, verb):
        """Return the person of "Ann Ash will oppose the plan", or None."""
        modal = WILL.search(self.text, self.start, verb[0]) if cue.base in word_set("stances") else None
        subject, _end = self.subjects.before(modal.start(), PAST) if modal and cue.form == BASE else (None, 0)
        return subject if subject and subject is not SAME and subject[0].manner in PEOPLE else None

    def relative(self, cue, subject, verb):
        """Take "an idea that Ann Ash supports", and the same idea of "and Bo Birch opposes"; return whether it is."""
        is_cue = "object" in cue.frames and cue.base not in word_set("attitudes") | word_set("guarded")
        follows = CLAUSE_END.match(self.text, verb[1], self.end) if is_cue and subject[0].manner != THING else None
        before = self.text[self.start : subject[0].start].rstrip()
        shared = self.previous if self.previous and self.previous.rule == "relative" else None
        is_shared = shared and re.search(r"\b(?:and|but|while)$", before)
        thing = THING_BEFORE.search(before)
        if not follows or not (is_shared or thing):
            return False
        content = (
            shared.content if is_shared else [(self.start + thing.start("thing"), self.start + thing.end("thing"))]
        )
        if self.previous and not shared:
            # "Opposes the levy, which Ann Ash supports": the same content.
            is_same = content[0][0] <= self.previous.content[0][0]
            self.close(content[0][1] if is_same else content[0][0])
        return self.attribute(subject, [verb], content, "relative", base=cue.base)

    def is_topic(self, cue, subject):
        """Whether a clause before the main one only tells what somebody spoke of: "As she turned to the budget, …"."""
        before = self.text[self.start : subject[0].start].strip().lower()
        return cue.base in word_set("topics") and before in {"as", "when", "while", "after", "before", "once"}

    def is_deed(self, cue, subject, rule):
        """Whether a thing does something: "it guarantees safe launches", "the visit showed that …"."""
        if rule == "object":
            return subject[0].text.lower() == "it" and cue.base in word_set("deeds")
        return subject[0].manner == THING and not self.is_text(subject[0]) and cue.base in word_set("proofs")

    def add(self, subject, cue, verb, content, *, frame="", until=0):
        self.last_form = cue.form
        start, cue_end, rule = content
        compared = COMPARED.search(self.text, start, self.content_end) if subject[0].manner == COLLECTIVE else None
        clause = NEXT_CLAUSE.search(self.text, start, self.content_end) if "object" in rule else None
        mark = SEMICOLON.search(self.text, start, self.content_end) if rule.endswith("object") else None
        # "Called on them to: publish budgets; consult farmers".
        mark = None if mark and ":" in self.text[start : mark.start()] else mark
        is_which = WHICH.search(self.text, self.start, subject[0].start)
        comma = COMMA.search(self.text, start, self.content_end) if is_which else None
        afterwards = AFTERWARDS.search(self.text, start, self.content_end)
        ends = [
            each.start()
            for each in (compared, clause, mark, comma, afterwards)
            if each and not self.is_quoted(each.start())
        ]
        end = min([*ends, until or self.content_end, self.content_end])
        rule = f"{frame} {rule}".strip()
        self.attribute(subject, [(verb[0], cue_end)], [self.trimmed(start, end)], rule, base=cue.base)
        if cue.base in word_set("expressing"):
            self.also_expressed(subject, start, end)

    def also_expressed(self, subject, start, end):
        """Take the second of "expressed satisfaction with the talks and hope that rain would fall"."""
        match = feeling_list().search(self.text, start, end)
        if match and self.previous and not self.is_quoted(match.start()):
            self.close(match.start())
            rule = "coordination that" if match[0].endswith("that") else "coordination object"
            self.attribute(subject, [match.span("cue")], [self.trimmed(match.end(), end)], rule)

    def coordinated(self, cue, verb):
        """Take "… and stressed that …", of the speaker before, or of the first person that the sentence mentions."""
        sources = self.previous.sources if self.previous else self.first_before(verb[0])
        content = self.content_after(cue, verb[1], is_person=True)
        if self.is_thought(cue) or (cue.form == BASE and self.last_form != BASE):
            # "To buy bread and call for help".
            return
        if sources and content:
            self.close(verb[0])
            self.add(sources, cue, verb, content, frame="coordination")
        elif self.previous and cue.form == PAST and self.is_apart(cue, verb):
            # "Promised a text, and wished everyone a good summer".
            self.close(verb[0])

    def is_apart(self, cue, verb):
        """Whether a verb without words ends those before it: "noted that rain fell, and thanked the hosts"."""
        is_courtesy = cue.base in COURTESIES and re.search(
            r", and(?: \w+ly)?$", self.text[self.start : verb[0]].rstrip()
        )
        return self.previous.rule.endswith("object") or bool(is_courtesy)

    def is_thought(self, cue):
        """Whether a verb goes on within a clause: "said that Norway was rich but knew its limits"."""
        clause = self.previous and self.previous.rule.endswith(("bare", "that"))
        begin = self.text[slice(*self.previous.content[-1])] if clause else ""
        return cue.base in word_set("thoughts") and bool(re.match(r"(?:he|she|they|[A-Z]\w+) ", begin))

    def first_before(self, place):
        """Return [whom a sentence begins with], with what explains them: "Ann Ash, the mayor's lawyer,", or a group."""
        people = [each for each in self.mentions if each.end <= place and each.manner in PEOPLE]
        # "Ann Ash's aides met and said": not Ann Ash.
        people = [each for each in people if not self.text.startswith("'", each.end)]
        group = self.subjects.leading_group(place)
        if group and any(group[0].start < self.tokens[cue.first].start < group[0].end for cue in self.cues):
            # "Norway denied those reports": no group.
            group = []
        if group and not (people and people[0].start < group[0].end):
            return group
        return self.subjects.explained([self.subjects.described(people[0])], people[0].end)[0] if people else []

    def participle(self, cue, verb):
        """Take ", stressing that …", which belongs to the speaker of the sentence."""
        before = self.text[self.start : verb[0]].rstrip(' "”')
        match = PARTICIPLE_BEFORE.search(before)
        if match and match[1] == "and" and self.previous and "participle" not in self.previous.rule:
            # "The need for a common front and renouncing threats": no words of their own.
            return
        if not before:
            self.leading(cue, verb)
            return
        content = self.content_after(cue, verb[1], is_person=True)
        if content and (person := self.with_person(verb[0])):
            self.close(person.start - len("with ") if self.text[: person.start].endswith("with ") else person.start)
            self.add([person], cue, verb, content, frame="participle")
            return
        if not match and self.previous is None:
            match = TEXT_BEFORE.search(before)
        if not match or not content:
            return
        people = self.first_before(verb[0])
        if self.previous is None and (until := self.resumed(cue, verb)):
            inserted = re.search(r",\s*(?:while|when|in|by|although|though)?$", before)
            subject = self.subjects.ending_at(self.start + inserted.start()) if inserted else None
            if subject:
                self.add(subject, cue, verb, content, frame="participle", until=until)
                return
        is_subject = not before.endswith("by") or (people and people[0].start <= self.start + ARTICLE)
        sources = self.previous.sources if self.previous else people if is_subject else []
        if sources or self.previous:
            sources = self.after_semicolon(verb[0]) or sources
            self.close(verb[0])
            self.add(sources, cue, verb, content, frame="participle")

    def with_person(self, place):
        """Return the person of "with Ann Ash conceding that …", or of "quoted Ann Ash as saying that …", or None."""
        end = self.subjects.skip_adverbs(place)
        before = self.text[self.start : end]
        person = self.subjects.by_end.get(end - len(" as") if before.endswith(" as") else end)
        is_quoted = before.endswith(" as") and re.search(r"\b(?:quot|cit)(?:ed|es|ing)\b", before)
        is_with = person and self.text[: person.start].endswith("with ")
        return person if person and person.manner in PEOPLE and (is_with or is_quoted) else None

    def resumed(self, cue, verb):
        """Return where an inserted participle ends: "Ann Ash, stressing the need for drains, called for"; or 0."""
        for later in self.cues:
            start = self.tokens[later.first].start
            end = self.subjects.skip_adverbs(start)
            if later.first <= cue.first or later.form not in {PAST, PRESENT} or self.text[end - 1] != ",":
                continue
            subject = self.subjects.before(start, later.form)[0]
            if subject and subject is not SAME and subject[0].start < verb[0]:
                return end - 1
        return 0

    def leading(self, cue, verb):
        """Take "Citing the cost, Ann Ash …", with which a sentence begins."""
        people = (each for each in self.mentions if each.start > verb[1] and each.manner in PEOPLE)
        subject = next((each for each in people if self.text[: each.start].rstrip().endswith(",")), None)
        is_topic = cue.base in word_set("topics")
        content = self.content_after(cue, verb[1], is_person=True) if subject and not is_topic else None
        if content and content[0] < subject.start:
            self.attribute(
                [subject],
                [(verb[0], content[1])],
                [self.trimmed(content[0], subject.start)],
                f"leading {content[2]}",
                base=cue.base,
            )

    def after_semicolon(self, at):
        """End the last content before "; Ann Ash was sceptical, remarking that …", and return the speaker."""
        mark = self.text.rfind(";", self.start, at) + 1
        people = [each for each in self.mentions if each.manner in PEOPLE and mark <= each.start <= mark + ARTICLE]
        if mark and people and self.previous and self.previous.content[0][0] < mark:
            self.close(mark)
            return people
        return []
