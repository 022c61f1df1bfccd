"""Attribute the words of a Russian sentence: cues with their subjects, in the frames of ru.yaml."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, ELLIPTIC, INTENTION, NAMED, THING, TITLED
from proceedings.importing.reports.sentence import MOST_CUES

from .cues import PARTICIPLE, RELATIVE, cues_in, shorter, topics
from .forms import bodies, is_animate, tenses
from .morphology import has_case, is_known, is_name, is_part, lemmas, parses, tokens_of, word_set
from .patterns import AFTERWARDS, ALSO, CONJUNCTION, IN_QUOTATION, NEW_SUBJECT, SAME_SUBJECT, THAT_LIST
from .people.mentions import Scanner
from .subjects import PEOPLE, SubjectFinder
from .tags import ASKING, TagReader

# Prepositions before a topic, each with its short form, and verbs of taking the floor.
TOPICS = {each: each for each in ("о", "на", "против", "к", "за", "с")} | {"об": "о", "обо": "о", "ко": "к", "со": "с"}
TAKES_FLOOR = frozenset({"выступить", "выступать"})
ENDS = re.compile(r"\s*[.,;:!?…]|\s*$")
# Words that begin another group than the one before: "другие" (others), "часть" (some).
OTHERS = ("другие", "иные", "некоторые", "многие", "третьи", "часть")
OTHER_SUBJECT = re.compile(r",\s*$")
# Between somebody's words and the clause after them: "отметила, что …, но, по её словам, …".
CLAUSE = re.compile(r";|:(?=\s)|,\s(?:но|а|однако|зато|хотя)\s")
REMINDING = frozenset({"напомнить", "напоминать"})
# Verbs that can have a single word as their object: "инициативу приветствовали гости" (guests welcomed it).
WELCOMING = frozenset({"приветствовать", "поддержать", "одобрить", "раскритиковать", "осудить", "отвергнуть"})
REACTING = ("отреагировать", "реагировать", "ответить", "отвечать", "откликнуться")
ANSWERS = frozenset({"ответить", "отвечать"})
# The main word of a phrase is among this many first words.
LOOKED_AT = 5
# Most words between an infinitive and the verb after it.
LONGEST_BEFORE = 10
# Most characters from a verb to the end of its "что" (that), if both are one cue.
FAR = 20


class SentenceReader(TagReader):
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
        """Whether a cue is outside quotations, or in a tag within one, which stands after a dash."""
        if not self.is_quoted(at):
            return True
        return bool(IN_QUOTATION.search(self.text[self.start : at]))

    def read(self):
        if not (
            self.minute()
            or self.such()
            or self.back()
            or self.by_agent()
            or self.prepositional()
            or self.opinion()
            or self.reported()
            or self.stated()
        ):
            if not self.attributions:
                self.passive()
            cues = [] if self.last_tag() else self.cues[:MOST_CUES]
            for cue in cues:
                self.take(cue, self.verb(cue))
            self.proposed()
            self.speech()
            self.led()
        self.separate()
        return self.attributions

    # Frames

    def take(self, cue, verb):
        """Attribute the words of a cue; `verb` is its span."""
        if self.is_open(cue, verb):
            return
        if cue.form == PARTICIPLE:
            self.participle(cue, verb)
        elif cue.form == RELATIVE or self.subjects.clause_of(cue):
            self.relative(cue, verb)
        elif not self.quoting(cue, verb):
            before = len(self.attributions)
            self.finite(cue, verb)
            alone = shorter(self.tokens, cue) if len(self.attributions) == before and " " in cue.base else None
            if alone and alone.base in word_set("naming"):
                self.finite(alone, self.verb(alone))

    def finite(self, cue, verb):
        """Attribute the words of a verb with a subject before or after it."""
        followers, end = self.subjects.after(verb[1])
        if followers and self.tag(cue, verb, followers, end):
            return
        subject = self.subjects.before(verb[0])
        if subject and self.is_quoted(subject[0].start) and not self.is_quoted(verb[0]):
            # "«Это кино», — объяснила решение жюри Анна" (Anna explained the jury's decision).
            subject = None
        if subject and "tag" in cue.frames and self.tag(cue, verb, subject, verb[1]):
            return
        is_person = followers and followers[0].manner in {NAMED, TITLED}
        is_first = not subject or (is_person and subject[0].manner == THING)
        is_person = is_person or (followers and self.subjects.is_body_like(followers[0]))
        if is_person and is_first and self.object_before(cue, verb, followers, end):
            return
        is_inverted = followers and not subject and not SAME_SUBJECT.search(self.text[self.start : verb[0]])
        content = self.content_after(cue, end if is_inverted else verb[1])
        if content and not subject and not followers and self.is_elliptic(cue, verb):
            start, cue_end, _rule = content
            span = self.trimmed(start, self.next_act(cue, start))
            self.attribute([], [(verb[0], max(verb[1], cue_end))], [span], ELLIPTIC, base=cue.base)
            return
        if content and is_inverted and content[2] == "quotation":
            content = (content[0], verb[1], content[2])
        if content:
            self.untagged(cue, verb, followers if is_inverted else subject, content)
        elif "intention" in cue.frames and not self.attributions:
            self.infinitive_before(cue, verb)
        elif subject and subject[0].manner in PEOPLE and not self.is_denied(cue, verb):
            self.object_before(cue, verb, subject, verb[1])

    def object_before(self, cue, verb, followers, end):
        """Read "О планах рассказала Анна" and "Важность дождя Анна подчеркнула"; return whether the sentence is one."""
        if self.text[end : end + 1] == ":" and self.text[end + 1 : end + 2].isspace():
            # "Его слова подтвердила Анна: дождь прошёл" (Anna confirmed his words: it had rained).
            return False
        if self.attributions or not ENDS.match(self.text, end) or not {"that", "object", "colon"} & cue.frames:
            return False
        front = self.trimmed(self.start, self.subjects.skip_adverbs(min(verb[0], followers[0].start)))
        listed = tokens_of(self.text, *front)
        is_answer = cue.base.partition(" ")[0] in ANSWERS and ASKING.match(self.text, *front)
        if not listed or is_answer or any(is_part(token.lower, "VERB") for token in listed[:1]):
            return False
        first = listed[0].lower
        topic = TOPICS.get(first)
        if cue.base in word_set("presenting") or cue.base.partition(" ")[0] in word_set("talking"):
            # "О деньгах говорила Анна" (Anna spoke about money), "тему развил Пётр" have no words.
            return False
        if cue.base in TAKES_FLOOR and first != "против":
            is_one = first in {"с", "со"} and any(lemmas(t.lower) & word_set("floor") for t in listed[1:2])
            start = listed[1].end if is_one else None
        elif topic:
            # "С этой оценкой согласилась Анна" (agreed with this view), not "с коллегой" or "с оценкой не вполне".
            is_thought = any(lemmas(t.lower) & word_set("objects") for t in listed[1:LOOKED_AT])
            is_thought = topic != "с" or (is_thought and " не " not in self.text[self.start : verb[0]])
            start = listed[0].end if is_thought and (cue.base, topic) in topics() else None
        else:
            is_stance = cue.base in word_set("disputing") and has_case(first, "accs")
            is_one = is_stance or any(lemmas(t.lower) & word_set("objects") for t in listed[:2])
            # "Своё мнение высказала Анна" (Anna gave her opinion), "с позиции порта высказалась Анна" have no words.
            is_one = is_one and "свой" not in lemmas(first) and not is_part(first, "PREP")
            # "Коллегу поддержал ректор" (the rector supported a colleague), "сомнения выразил банк".
            is_thing = "inan" in parses(first)[0].tag and not is_name(first)
            is_one = is_one and (len(listed) > 1 or (cue.base in WELCOMING and is_thing))
            is_one = is_one and not (cue.base in word_set("presenting") and lemmas(first) & word_set("works"))
            start = front[0] if is_one else None
        self.give_gender(followers, cue)
        content = None if start is None else self.trimmed(start, front[1])
        return bool(content) and self.attribute(followers, [verb], [content], "object", base=cue.base)

    def infinitive_before(self, cue, verb):
        """Read "X сдаваться не собирается" (X does not mean to give up)."""
        before = [at for at, token in enumerate(self.tokens) if token.end <= verb[0]]
        at = next((at for at in reversed(before[-LONGEST_BEFORE:]) if is_part(self.tokens[at].lower, "INFN")), None)
        subject = self.subjects.before(self.tokens[at].start, self.tokens[cue.first].lower) if at else None
        if subject:
            end = self.subjects.skip_adverbs(verb[0])
            content = self.trimmed(self.tokens[at].start, end)
            self.attribute(subject, [verb], [content], INTENTION, base=cue.base)

    def before_clause(self, place):
        """Read "Анна отметила, что …" before a semicolon, a colon or a "но"; return where the words after it begin."""
        mark = next(reversed(list(CLAUSE.finditer(self.text, self.start, place))), None)
        if mark is None or self.is_quoted(mark.start()):
            return self.start
        whole, self.content_end = self.content_end, mark.start()
        for cue in self.cues[:MOST_CUES]:
            if self.verb(cue)[1] <= mark.start():
                self.take(cue, self.verb(cue))
        self.content_end = whole
        return mark.end() if self.attributions or mark[0] == ";" else self.start

    def untagged(self, cue, verb, subject, content):
        """Read "X отметил, что …" (X noted that …), or "… и отметил, что …" of the speaker before."""
        frame = ""
        if not subject and SAME_SUBJECT.search(self.text[self.start : self.subjects.skip_adverbs(verb[0])].rstrip()):
            if self.previous and (not self.can_follow(cue, self.previous) or self.is_of_words(cue, content)):
                return
            subject, frame = (
                self.previous.sources if self.previous else self.subjects.first_person(verb[0]),
                "coordination",
            )
            self.close(verb[0])
        elif subject and self.previous:
            start = min(subject[0].start, verb[0])
            is_new = NEW_SUBJECT.search(self.text[self.start : start])
            is_other = subject[0].text.lower().startswith(OTHERS)
            # "Рига поддержала предложение, Осло попросил время" (Riga supported the proposal, Oslo asked for time).
            is_other = is_other or (start < verb[0] and self.previous.rule.endswith(("object", "hearer")))
            is_new = is_new or (OTHER_SUBJECT.search(self.text[self.start : start]) if is_other else None)
            if not is_new or not self.is_new_speaker(subject[0], cue, is_new):
                return
            self.close(start)
        is_thing = bool(subject) and subject[0].manner == THING
        if subject and not (is_thing and (self.is_act(subject[0], cue, content) or self.is_reaction(subject[0], cue))):
            self.add(subject, cue, verb, content, frame)

    def is_reaction(self, subject, cue):
        """Whether something reacts, and says nothing: "рынок отреагировал: акции упали" (reacted: shares fell)."""
        listed = tokens_of(self.text, *subject.span)[:LOOKED_AT]
        speaking = word_set("speaking_places") | bodies()
        is_body = any(is_animate(token.lower) or lemmas(token.lower) & speaking for token in listed)
        return cue.base.startswith(REACTING) and not is_body and (not subject.name or is_known(listed[0].lower))

    def is_new_speaker(self, subject, cue, conjunction):
        """Whether a subject within a sentence is another speaker, and not one that the speaker talks about."""
        if subject.manner in PEOPLE or subject.text.lower().startswith(OTHERS):
            return True
        is_apart = bool(conjunction.groupdict().get("contrast")) or conjunction[0].startswith(";")
        is_same_tense = tenses(self.tokens[cue.first].lower) & tenses(self.cue_word(self.previous))
        return (is_apart and subject.manner != THING) or bool(is_same_tense and self.subjects.is_body_like(subject))

    def participle(self, cue, verb):
        """Read ", подчеркнув, что …" (stressing that …), which belongs to the speaker of the sentence."""
        content = self.content_after(cue, verb[1])
        is_joined = self.text[self.start : verb[0]].rstrip().endswith((",", " и", " также"))
        sources = self.previous.sources if self.previous else self.subjects.first_person(verb[0]) if is_joined else []
        # "Поддержал коллегу, напомнив о мосте" (supported a colleague, recalling the bridge).
        is_telling = cue.base.partition(" ")[0] in word_set("talking") - REMINDING
        is_topic = cue.base.rpartition(" ")[2] in TOPICS and not is_telling
        is_speech = content and (content[2] != "object" or is_topic or cue.base in word_set("infinitives"))
        if content and (self.previous or (sources and is_speech)):
            self.close(verb[0])
            # `close` drops the attribution before if no words are left of it.
            if sources or self.previous:
                self.add(sources, cue, verb, content, "participle")

    def relative(self, cue, verb):
        """Read "Анна, которая отметила, что …" (Anna, who noted that …) and "Анна, отметившая, что …"."""
        content = self.content_after(cue, verb[1])
        at = self.subjects.clause_of(cue)
        subject = self.subjects.which(at) if at else self.subjects.antecedent(verb[0])
        is_speech = content and (content[2] == "that" or bool(at) or self.has_object(content[0]))
        if is_speech and subject and self.previous and at and self.is_of_another(subject[0], content):
            # "Согласилась со словами Анны Лунд, которая заявила, что …" (agreed with Anna Lund, who stated that …).
            self.close(subject[0].start)
        elif is_speech and subject and self.is_of_next(subject[0]):
            # "Идею поддержал Пётр Бук, добавивший, что …" (the idea was supported by Pyotr Buk, who added that …).
            self.attributions.pop()
        elif self.previous:
            return
        if is_speech and subject and not (subject[0].manner == THING and content[2] == "object"):
            self.add(subject, cue, verb, content, "relative")

    def add(self, subject, cue, verb, content, frame=""):
        """Add the words of a verb; without a subject, they get the rule of the attribution before."""
        start, cue_end, rule = content
        if subject:
            self.give_gender(subject, cue)
        # A "что" far from its verb is not part of the cue.
        end = cue_end if verb[1] < cue_end <= verb[1] + FAR else verb[1]
        is_noun = rule in {"object", "hearer", INTENTION}
        if is_noun and (also := ALSO.match(self.text, start)):
            start = also.end()
        stop = self.next_act(cue, start) if is_noun else self.content_end
        if subject and subject[0].manner == COLLECTIVE and (narrated := AFTERWARDS.search(self.text, start, stop)):
            stop = narrated.start()
        if frame == "relative" and (other := self.subjects.joined(start, stop)):
            # "Анна, которая призвала ждать, и Пётр" (Anna, who called for waiting, and Pyotr).
            stop = other
        span = self.trimmed(start, stop)
        rule = f"{frame} {rule}".strip() if subject else self.previous.rule
        self.attribute(subject, [(verb[0], end)], [span], rule, base=cue.base)
