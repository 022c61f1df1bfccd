"""Attribute the words of an English sentence: cues with their subjects, in the frames of en.yaml."""

import re
from dataclasses import replace

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, THING, TITLED
from proceedings.importing.reports.sentence import MOST_CUES

from .clauses import TOPIC
from .continuation.tenses import is_past
from .cues import BASE, PARTICIPLE, PAST, PRESENT, links, verbs_in
from .participles import Participles
from .patterns import (
    AFTERWARDS,
    CLAUSE,
    CLAUSE_END,
    COMMA,
    COMPARED,
    DATELINE,
    LAST_HEARER,
    LONG_HEARER,
    NEXT_CLAUSE,
    SEMICOLON,
    SHORT_HEARER,
    THING_BEFORE,
    WHICH,
    WILL,
    feeling_list,
    goes_on,
)
from .people.genders import first_names
from .people.mentions import Scanner
from .people.names import surnames
from .people.roles import with_roles
from .subjects import DENIED, SAME, SubjectFinder
from .tokens import tokens_of, word_set
from .verbless.states import PEOPLE

CLOSE = re.compile(r"[^,] (?:but|and) $")
# "Would not say whether".
UNSAID = re.compile(r" (?:whether|if|who|when|how|what|where|why|which)\b")
BUT_NOT = re.compile(r", (?:but|and|yet) (?:also |still )?(?:does|did|do|would|could)(?: not|n't) (?:\w+ly )?$")
# "Nobody disputed this", "Not everyone liked it": no words.
NOBODY = re.compile(r"^(?:nobody|no one|none)\b| neither$", re.IGNORECASE)
# "Could confirm this".
COULD = re.compile(r"\s(?:(?:could|can|must)(?: only| also)?|(?:would|will) only)\s$")
CONFIRMED = frozenset(
    {"say", "confirm", "report", "attest", "agree", "announce", "admit", "concede", "disclose", "reveal", "testify"}
)


def is_deed_of_author(each):
    """Make the source "I" a group; return whether its words are a deed, neither a view nor a question."""
    if [source.text for source in each.sources] != ["I"]:
        return False
    each.sources = [replace(source, manner=COLLECTIVE) for source in each.sources]
    return each.rule != "bare" and each.kind != "question"


class SentenceReader(Participles):
    """Reads one sentence; `attributions` and `mentions` are the results."""

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        dateline = DATELINE.match(text, *span)
        # "Ann Ash (Elm): …" is a turn.
        is_turn = dateline and "):" in dateline[0] and dateline[0].split()[0].lower() in first_names()
        self.start = dateline.end() if dateline and not is_turn else self.start
        self.tokens = tokens_of(text, self.start, self.end)
        self.cues = [cue for cue in verbs_in(self.tokens) if not self.is_quoted(self.tokens[cue.first].start)]
        stops = frozenset(cue.first for cue in self.cues if cue.form != BASE and not self.is_noun(cue))
        self.mentions = with_roles(text, span, Scanner(self.tokens, stops, surnames(text)).mentions())
        self.subjects = SubjectFinder(text, self.start, self.end, self.mentions)
        # The form of the last verb that attributes words.
        self.last_form = ""
        # Attributions that only tell what somebody spoke about.
        self.topics = []

    def is_noun(self, cue):
        """Whether a participle is a noun: "head of the planning office"."""
        before = self.tokens[cue.first - 1].lower if cue.first else ""
        return cue.form == PARTICIPLE and before in {"the", "of", "for", "a", "an"}

    def read(self):
        frames = (
            self.headline,
            self.as_noted,
            self.replied,
            self.turn,
            self.viewed,
            self.for_somebody,
            self.prepositional,
            self.opinion,
        )
        if any(frame() for frame in frames):
            self.behind_semicolon()
        else:
            self.passive()
            self.take_cues(self.start, self.end)
            self.states()
            self.by_which()
            self.nouns()
            self.asked()
            self.spoken()
        self.attributions = [each for each in self.attributions if not is_deed_of_author(each)]
        self.topics = [each for each in self.attributions if each.rule.startswith(TOPIC)]
        self.attributions = [each for each in self.attributions if each not in self.topics]
        self.separate()
        return self.attributions

    def behind_semicolon(self):
        """Take the clauses before and after that of a frame: "According to her, rain fell; she blamed the dam".

        Also that of "She noted the rain, but the damage was, in her view, small".
        """
        if not self.previous:
            return
        own = self.attributions
        first = self.clause_before(min(start for start, _end in self.previous.content + self.previous.cue))
        if first > self.start and not self.is_quoted(first) and not self.previous.rule.startswith("minutes"):
            self.attributions = []
            self.take_cues(self.start, first)
            self.close(first)
            self.attributions += own
        mark = self.text.find(";", self.previous.content[-1][0], self.content_end)
        if mark >= 0 and not self.is_quoted(mark):
            self.take_cues(mark, self.end)

    def take_cues(self, start, end):
        """Take the cues between two places."""
        for cue in self.cues[:MOST_CUES]:
            if start <= self.tokens[cue.first].start < end:
                self.take(cue, (self.tokens[cue.first].start, self.tokens[cue.after - 1].end))

    # Frames

    def take(self, cue, verb):
        """Take the words that one verb attributes; `verb` is its span."""
        if cue.form == PARTICIPLE and not self.subjects.is_progressive(verb[0]):
            self.participle(cue, verb)
            return
        if (
            self.is_shown_by(cue, verb)
            or self.is_aside(cue)
            or self.is_of_anybody(cue)
            or self.is_explanation(verb)
            or self.passive_by(cue, verb)
        ):
            return
        subject = self.stance(cue, verb) or self.subjects.before(verb[0], cue.form)[0]
        subject = self.meant(subject) if self.previous is None else subject
        is_somebody = bool(subject) and subject is not SAME
        if self.is_silent(cue, subject, verb) or (is_somebody and self.said_of(cue, subject, verb)):
            return
        if is_somebody and self.which_clause(cue, subject, verb):
            return
        if self.tagged(cue, subject, verb) or (is_somebody and self.relative(cue, subject, verb)):
            return
        if subject is SAME or self.is_listed(cue, verb):
            self.coordinated(cue, verb)
        elif subject and not self.is_inside(subject, verb) and not self.is_of_a_body(cue, subject):
            is_text = self.is_text(subject[0])
            content = self.content_after(cue, verb[1], is_person=subject[0].manner != THING or is_text, is_text=is_text)
            # "The states of the region": a noun.
            is_noun = cue.form in {PRESENT, BASE} and subject[0].manner == THING and not is_text and content
            is_noun = is_noun and content[2] != "that"
            is_noun = is_noun or subject[0].text.lower().startswith("not ")
            is_idle = is_noun or self.is_topic(cue, subject) or (content and self.is_deed(cue, subject, content[2]))
            if content and not is_idle:
                if not self.is_resumed(subject, verb):
                    self.close(subject[0].start)
                self.add(subject, cue, verb, content)

    def tagged(self, cue, subject, verb):
        """Take the words around a verb with its subject, and with a hearer; return whether it is a tag."""
        # After a quotation, a hearer can be long: "told a crowd of some three hundred".
        is_behind = subject and subject is not SAME and self.is_behind_quotation(subject[0].start)
        if self.is_of_tag(cue, subject, verb) and (self.inverted(cue, subject, verb) or self.tag(cue, subject, verb)):
            return True
        is_closing = subject and subject is not SAME and self.is_behind_clause(subject[0].start)
        hearers = [LONG_HEARER] if is_behind else [SHORT_HEARER, LAST_HEARER] if is_closing else [SHORT_HEARER]
        rest = self.text[verb[1] : self.end] if "hearer" in cue.frames else ""
        addressee = next((match for hearer in hearers if (match := hearer.match(rest))), None)
        is_tag = addressee and not self.is_clause_behind(cue, verb[1])
        return bool(is_tag) and self.tag(cue, subject, (verb[0], verb[1] + addressee.end()))

    def is_silent(self, cue, subject, verb):
        """Whether nobody says anything: "nobody disputed this", "did not comment on the price"."""
        before = self.text[self.start : subject[0].start] if subject and subject is not SAME else ""
        if subject and subject is not SAME and (NOBODY.search(subject[0].text) or before.endswith("Not ")):
            return True
        is_silent = cue.form == BASE and (
            cue.base in word_set("silent") or (cue.base == "say" and UNSAID.match(self.text, verb[1]))
        )
        return is_silent and bool(DENIED.search(self.text, self.start, verb[0]))

    def is_clause_behind(self, cue, after):
        """Whether a hearer and a clause follow a verb: "assured the audience it would"."""
        rest = self.text[after : self.content_end]
        end = self.bare_hearer_end(rest) if "that" in links().get(cue.base, ()) else 0
        return bool(end and CLAUSE.match(rest, end))

    def is_denied(self, verb):
        """Whether a verb is that of ", but does not expect" or ", and did not rule out"."""
        return bool(BUT_NOT.search(self.text, self.start, verb[0]))

    def meant(self, subject):
        """Return the person whom "who" means, at the name: "the floor went to Ann Ash of the guild, who said that"."""
        is_person = subject and subject is not SAME and subject[0].manner in {NAMED, TITLED}
        if not is_person or not self.is_who(subject[0].start):
            return subject
        same = (each for each in self.mentions if each.name == subject[0].name and each.manner == subject[0].manner)
        named = [each for each in same if each.end <= subject[0].start]
        end = self.start + len(self.text[self.start : subject[0].start].rstrip(" ,—–"))
        return [replace(each, end=end, text=self.text[each.start : end]) for each in named[-1:]] or subject

    def stance(self, cue, verb):
        """Return the person of "Ann Ash will oppose the plan", or None."""
        pattern = WILL if cue.base in word_set("stances") else COULD if cue.base in CONFIRMED else None
        modal = pattern.search(self.text, self.start, verb[0]) if pattern else None
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
        if not follows or not (is_shared or (thing and self.is_thing(thing, subject, verb))):
            return False
        content = (
            shared.content if is_shared else [(self.start + thing.start("thing"), self.start + thing.end("thing"))]
        )
        if self.previous and not shared:
            # "Opposes the levy, which Ann Ash supports": the same content.
            is_same = content[0][0] <= self.previous.content[0][0]
            self.close(content[0][1] if is_same else content[0][0])
        return self.attribute(subject, [verb], content, "relative", base=cue.base)

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
        topic = TOPIC if self.is_mere_topic(cue, content, end) else ""
        rule = " ".join(filter(None, [topic, frame, rule]))
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
        if (
            self.previous
            and {cue.form, self.last_form} == {PAST, PRESENT}
            and CLOSE.search(self.text, self.start, verb[0])
            and (cue.form == PRESENT or is_past(self.text[self.previous.content[-1][0] : verb[0]]))
        ):
            # "Indicated that the mayor is open to it but wants data".
            return
        is_infinitive = cue.form == BASE and self.last_form != BASE and not self.is_denied(verb)
        begun = goes_on().search(self.text, self.start, verb[0] - 1)
        if self.is_thought(cue) or (is_infinitive and not begun):
            # "To buy bread and call for help".
            return
        if sources and content:
            # "Regretted the rain but was pleased to report that it was over".
            self.close(begun.start() if begun else verb[0])
            self.add(sources, cue, verb, content, frame="coordination")
        elif self.previous and cue.form == PAST and self.is_apart(cue, verb):
            # "Promised a text, and wished everyone a good summer".
            self.close(verb[0])
