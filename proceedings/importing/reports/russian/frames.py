"""Attribute the words of a Russian sentence: cues with their subjects, in the frames of ru.yaml."""

import re

from proceedings.importing.reports.attributions import BACK, INTENTION, NAMED, THING, TITLED, Attribution
from proceedings.importing.reports.sentence import MOST_CUES

from .contents import ContentReader
from .cues import PARTICIPLE, RELATIVE, cues_in, topics
from .forms import tenses
from .morphology import has_case, is_part, lemmas, tokens_of, word_set
from .patterns import (
    AGENCY_TAIL,
    ALSO,
    AS,
    BEHIND_QUOTATION,
    CONJUNCTION,
    IN_QUOTATION,
    NEW_SUBJECT,
    PLACE,
    SAME_SUBJECT,
    TAG_END,
    TAG_REST,
    TAG_START,
    THAT_LIST,
    back,
)
from .people.mentions import Scanner
from .subjects import PEOPLE, SubjectFinder, explains

# Prepositions of what somebody told about, and verbs with which somebody takes the floor.
TOPICS = {"о": "о", "об": "о", "обо": "о", "на": "на", "против": "против", "к": "к", "ко": "к", "за": "за"}
TAKES_FLOOR = frozenset({"выступить", "выступать"})
ENDS = re.compile(r"\s*[.,;:!?…]|\s*$")
# Cues of a sentence with the name of its paper at the end.
MOST_OF_AGENCY = 2
AGENCY = frozenset({"писать", "передать", "передавать", "сообщить", "сообщать", "информировать"})
GOES_ON_WITH = re.compile(r"\s+(?:и|а|но)\s")
# The beginnings of another group than the one before.
OTHERS = ("другие", "иные", "некоторые", "многие", "третьи", "часть")
# Words between an infinitive and the verb behind it.
LONGEST_BEFORE = 10
# Characters between a verb and the end of its "что", in one cue.
FAR = 20


class SentenceReader(ContentReader):
    """Reads one sentence; `attributions` and `mentions` are the results."""

    language = "ru"
    that_list, conjunction = THAT_LIST, CONJUNCTION

    def __init__(self, text, span, quoted):
        super().__init__(text, span, quoted)
        self.tokens = tokens_of(text, *span)
        self.cues = [cue for cue in cues_in(self.tokens) if self.counts(self.tokens[cue.first].start)]
        self.mentions = Scanner(self.tokens, frozenset(cue.first for cue in self.cues)).mentions()
        self.subjects = SubjectFinder(text, *span, self.mentions, self.tokens)

    def counts(self, at):
        """Whether a cue is no part of a quotation: tags within one stand after a dash."""
        if not self.is_quoted(at):
            return True
        return bool(IN_QUOTATION.search(self.text[self.start : at]))

    def read(self):
        if not (self.back() or self.prepositional() or self.opinion() or self.reported()):
            if not self.attributions:
                self.passive()
            cues = [] if self.last_tag() else self.cues[:MOST_CUES]
            for cue in cues:
                self.take(cue, self.verb(cue))
            self.proposed()
            self.speech()
            self.minute()
        self.separate()
        return self.attributions

    # Frames

    def verb(self, cue):
        return self.tokens[cue.first].start, self.tokens[cue.after - 1].end

    def back(self):
        """Take "Об этом сообщил X.", whose words are those of the sentence before; return whether it is one."""
        match = back().match(self.text, self.start, self.end)
        cue = next((cue for cue in self.cues if match and self.verb(cue)[0] >= match.end()), None)
        if not cue or cue.form == PARTICIPLE:
            return False
        verb = self.verb(cue)
        followers, end = self.subjects.after(verb[1])
        sources = followers or self.subjects.before(verb[0])
        if sources and followers:
            self.subjects.explained(sources, end)
        if sources:
            self.attributions.append(Attribution(sources, [verb], [], BACK, self.span))
        return bool(sources)

    def last_tag(self):
        """Take "Никто не верил, что …, вспомнила Анна.": a tag at the end, whose words have verbs of their own."""
        if not self.cues or self.attributions or self.cues[-1].base in word_set("quoting"):
            return False
        verb = self.verb(self.cues[-1])
        followers, end = self.subjects.after(verb[1])
        is_person = followers and (followers[0].manner in PEOPLE or followers[0].name)
        is_end = end >= self.content_end or self.is_quoted(end)
        if (
            is_person
            and is_end
            and self.cues[-1].base in AGENCY
            and followers[0].manner == THING
            and self.before_agency(verb[0])
        ):
            return True
        return bool(is_person and is_end and self.tag(self.cues[-1], verb, followers, end))

    def before_agency(self, at):
        """Take the attributions before ", пишет РБК"; return whether there are any."""
        whole, before = self.content_end, self.text[self.start : at].rstrip()
        if not before.endswith(",") or len(self.cues) < MOST_OF_AGENCY:
            return False
        self.content_end = self.start + len(before) - 1
        for cue in self.cues[:-1]:
            self.take(cue, self.verb(cue))
        if not self.attributions:
            self.content_end = whole
        return bool(self.attributions)

    def take(self, cue, verb):
        """Take the words that one verb attributes; `verb` is its span."""
        if self.is_open(cue, verb):
            return
        if cue.form == PARTICIPLE:
            self.participle(cue, verb)
        elif cue.form == RELATIVE or self.clause_of(cue):
            self.relative(cue, verb)
        elif not self.quoting(cue, verb):
            self.finite(cue, verb)

    def quoting(self, cue, verb):
        """Take "…, — цитирует его РБК" and "…, — цитирует РБК Анну"; return whether it is one."""
        if cue.base not in word_set("quoting"):
            return False
        # "Приводит его слова «Порт»".
        whom = self.subjects.at(self.tokens[cue.first].end) or self.subjects.at(verb[1])
        if whom and self.tag(cue, verb, whom, TAG_REST.match(self.text, max(verb[1], whom[0].end), self.end).end()):
            return True
        quoted = self.subjects.quoted_person(verb[1])
        return bool(quoted) and self.tag(cue, verb, *quoted)

    def finite(self, cue, verb):
        """Take the words of a verb with a subject before or after it."""
        followers, end = self.subjects.after(verb[1])
        if followers and self.tag(cue, verb, followers, end):
            return
        subject = self.subjects.before(verb[0])
        if subject and "tag" in cue.frames and self.tag(cue, verb, subject, verb[1]):
            return
        is_person = followers and followers[0].manner in {NAMED, TITLED}
        is_first = not subject or (is_person and subject[0].manner == THING)
        is_person = is_person or (followers and self.subjects.is_body_like(followers[0]))
        if is_person and is_first and self.object_before(cue, verb, followers, end):
            return
        is_inverted = followers and not subject and not SAME_SUBJECT.search(self.text[self.start : verb[0]])
        content = self.content_after(cue, end if is_inverted else verb[1])
        if content:
            self.untagged(cue, verb, followers if is_inverted else subject, content)
        elif "intention" in cue.frames and not self.attributions:
            self.infinitive_before(cue, verb)

    def object_before(self, cue, verb, followers, end):
        """Take "О планах рассказала Анна" and "Важность дождя подчеркнула Анна"; return whether it is one."""
        if self.attributions or not ENDS.match(self.text, end) or not {"that", "object", "colon"} & cue.frames:
            return False
        front = self.trimmed(self.start, self.subjects.skip_adverbs(verb[0]))
        listed = tokens_of(self.text, *front)
        if not listed or any(is_part(token.lower, "VERB") for token in listed[:1]):
            return False
        first = listed[0].lower
        topic = TOPICS.get(first)
        if cue.base in TAKES_FLOOR and first != "против":
            is_one = first in {"с", "со"} and any(lemmas(t.lower) & word_set("floor") for t in listed[1:2])
            start = listed[1].end if is_one else None
        elif topic:
            start = listed[0].end if (cue.base, topic) in topics() else None
        else:
            is_stance = cue.base in word_set("disputing") and has_case(first, "accs")
            is_one = is_stance or any(lemmas(t.lower) & word_set("objects") for t in listed[:2])
            is_one = is_one and "свой" not in lemmas(first)
            start = front[0] if is_one else None
        self.give_gender(followers, cue)
        content = None if start is None else self.trimmed(start, front[1])
        return bool(content) and self.attribute(followers, [verb], [content], "object", base=cue.base)

    def infinitive_before(self, cue, verb):
        """Take "X сдаваться не собирается"."""
        before = [at for at, token in enumerate(self.tokens) if token.end <= verb[0]]
        at = next((at for at in reversed(before[-LONGEST_BEFORE:]) if is_part(self.tokens[at].lower, "INFN")), None)
        subject = self.subjects.before(self.tokens[at].start, self.tokens[cue.first].lower) if at else None
        if subject:
            end = self.subjects.skip_adverbs(verb[0])
            content = self.trimmed(self.tokens[at].start, end)
            self.attribute(subject, [verb], [content], INTENTION, base=cue.base)

    def untagged(self, cue, verb, subject, content):
        """Take "X отметил, что …", or "… и отметил, что …" of the speaker before."""
        frame = ""
        if not subject and SAME_SUBJECT.search(self.text[self.start : self.subjects.skip_adverbs(verb[0])].rstrip()):
            if self.previous and not self.can_follow(cue, self.previous):
                return
            subject, frame = (
                self.previous.sources if self.previous else self.subjects.first_person(verb[0]),
                "coordination",
            )
            self.close(verb[0])
        elif subject and self.previous:
            start = min(subject[0].start, verb[0])
            is_new = NEW_SUBJECT.search(self.text[self.start : start])
            if not is_new or not self.is_new_speaker(subject[0], cue, is_new):
                return
            self.close(start)
        if subject and not (subject[0].manner == THING and self.is_act(subject[0], cue, content)):
            self.add(subject, cue, verb, content, frame)

    def is_new_speaker(self, subject, cue, conjunction):
        """Whether a subject within a sentence is another speaker, and not one of whom the speaker tells."""
        if subject.manner in PEOPLE or subject.text.lower().startswith(OTHERS):
            return True
        is_apart = bool(conjunction["contrast"]) or conjunction[0].startswith(";")
        is_same_tense = tenses(self.tokens[cue.first].lower) & tenses(self.cue_word(self.previous))
        return (is_apart and subject.manner != THING) or bool(is_same_tense and self.subjects.is_body_like(subject))

    def participle(self, cue, verb):
        """Take ", подчеркнув, что …", which belongs to the speaker of the sentence."""
        content = self.content_after(cue, verb[1])
        is_joined = self.text[self.start : verb[0]].rstrip().endswith((",", " и", " также"))
        sources = self.previous.sources if self.previous else self.subjects.first_person(verb[0]) if is_joined else []
        is_speech = content and (content[2] != "object" or cue.base in word_set("infinitives"))
        if content and (self.previous or (sources and is_speech)):
            self.close(verb[0])
            self.add(sources, cue, verb, content, "participle")

    def relative(self, cue, verb):
        """Take "Анна, которая отметила, что …" and "Анна, отметившая, что …"."""
        content = self.content_after(cue, verb[1])
        at = self.clause_of(cue)
        subject = self.subjects.which(at) if at else self.subjects.antecedent(verb[0])
        is_speech = content and (content[2] == "that" or bool(at) or self.has_object(content[0]))
        if is_speech and subject and self.previous and at and self.is_of_another(subject[0], content):
            # "Согласилась со словами Анны Лунд, которая заявила, что …".
            self.close(subject[0].start)
        elif self.previous:
            return
        if is_speech and subject:
            self.add(subject, cue, verb, content, "relative")

    def tag(self, cue, verb, subject, end):
        """Take "…, — отметил X." and "Как отметил X, …"; return whether it is one."""
        begin = min(verb[0], subject[0].start)
        if end > verb[1]:
            end = self.subjects.explained(subject, end)
        end = self.subjects.hearers_end(end)
        place = PLACE.match(self.text[end : self.end])
        ends = [end, end + place.end() if place else end]
        stop = next((each for each in ends if TAG_END.match(self.text[each : self.end])), 0)
        before = self.text[self.start : begin]
        is_as = AS.search(before)
        if not stop and BEHIND_QUOTATION.search(before) and GOES_ON_WITH.match(self.text, end):
            return self.attribute(subject, [verb], [self.trimmed(self.start, begin)], "tag", base=cue.base)
        if not stop or not (is_as or TAG_START.search(before)):
            return False
        if not is_as and self.opens_content(stop):
            return False
        if self.previous is None:
            self.give_gender(subject, cue)
            behind = self.trimmed(stop, self.content_end)
            is_place = end < stop and BEHIND_QUOTATION.search(before) and explains(tokens_of(self.text, *behind)[:2])
            if is_place or AGENCY_TAIL.match(self.text[slice(*behind)]):
                behind = (behind[0], behind[0])
            front = self.trimmed(self.start, self.start + is_as.start() if is_as else begin)
            if is_as and behind[0] < behind[1] and self.is_connective(front):
                front = (front[0], front[0])
            self.attribute(subject, [verb], [front, behind], "tag", base=cue.base)
        return True

    def add(self, subject, cue, verb, content, frame=""):
        self.give_gender(subject, cue)
        start, cue_end, rule = content
        # Words between a verb and its "что" are no cue.
        end = cue_end if verb[1] < cue_end <= verb[1] + FAR else verb[1]
        is_noun = rule in {"object", "hearer", INTENTION}
        if is_noun and (also := ALSO.match(self.text, start)):
            start = also.end()
        span = self.trimmed(start, self.next_act(cue, start) if is_noun else self.content_end)
        self.attribute(subject, [(verb[0], end)], [span], f"{frame} {rule}".strip(), base=cue.base)
