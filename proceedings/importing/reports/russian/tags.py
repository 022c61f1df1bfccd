"""Tags of Russian, apart from the words: "…, — отметил X.", "как отметил X", "об этом сообщил X" (reported this)."""

import re

from proceedings.importing.reports.attributions import BACK, PRONOUN, THING, TITLED, Attribution

from .contents import ContentReader
from .cues import PARTICIPLE, Cue, verb_form
from .forms import is_predicate, past_genders
from .morphology import lemmas, tokens_of, word_set
from .patterns import (
    AGENCY_TAIL,
    AS,
    BEHIND_QUOTATION,
    COLON,
    PLACE,
    TAG_END,
    TAG_REST,
    TAG_START,
    back,
    reported,
    such,
)
from .subjects import PEOPLE, explains
from .titles import is_generic
from .verbless import CONNECTIVE

# The fewest cues of a sentence that ends with the cue of a paper.
MOST_OF_AGENCY = 2
AGENCY = frozenset({"писать", "передать", "передавать", "сообщить", "сообщать", "информировать"})
# The narrator after a tag, without a dash before it: "…», — сказал он, тренер с большим опытом".
NARRATED = re.compile(r",\s(?![—–«-])[^«»]*$")
# "О том, что мост готов, сообщила Анна" (that the bridge was ready, Anna reported).
ABOUT = re.compile(r"\W*(?:[Оо] том|[Нн]а то|[Нн]а том),\s(?:что\s)?")
# "Дождь прошёл, и, как сказала Анна, дорога открыта" (it had rained, and, as Anna said, the road was open).
AND = re.compile(r",\s(?:и|но|а|однако),\s*$")
MANNER = re.compile(r"[,!?…»\"”]\s*[—–]\s(?P<manner>(?:под|с|со|без|не)\s[^—–.«»:;!?]{2,45}),?\s?$")
ASKING = re.compile(r"На (?:\w+ )?(?:вопрос\w*|замечани\w+|реплик\w+|уточнени\w+)\b")
DISCUSSING = frozenset({"говорить", "спорить", "рассуждать", "размышлять", "думать", "узнать"})
# The rest of a tag after its speaker: "«…», — поделился он горьким опытом" (he shared his bitter experience).
BEHIND_SPEAKER = re.compile(r"(?:\s[а-яё]+){1,5}(?=[.!?]|$)")
DASHES = "—–"
# The fewest words of a quotation that is speech without a tag after it.
FEWEST = 2
# "— Вы и повесили, — под общий смех ответила Анна" (Anna answered amid general laughter).
TURN = re.compile(r"[—–]\s(?P<words>[^—–«»]+?[,!?…])(?=\s[—–]\s[а-яё])")
SPEECH = re.compile(r",?\s*[—–-]\s+")
INNER = re.compile(r"[,!?…]\s[—–]\s(?P<tag>[а-яё][^«»:;—–.,]{4,80})[,.]\s[—–]\s")
# "— Вы уйдёте? — спросили из зала" (they asked from the hall).
VOICES = re.compile(
    r",?\s*[—–-]\s+(?P<verb>\w+[лт]и)\s(?P<source>(?:из зала|с места|с мест|с галёрки|из публики|из толпы|с \w+ рядов|"
    r"из \w+ рядов|журналисты|корреспонденты))(?=\s*(?:[.,!]|$))"
)
# A verb with its complements has fewer words than this: "развела руками" (shrugged).
LONGEST_CUE = 5
GOES_ON_WITH = re.compile(r"\s+(?:и|а|но)\s")


class TagReader(ContentReader):
    """Reads the tags of one sentence."""

    def speech(self):
        """Read quotations beside any verb: "Первой выступила Анна: «…»" and "«…», — развела руками Анна" (shrugged)."""
        turn = TURN.match(self.text, self.start, self.end)
        for first, last in [*self.quoted, *([turn.span("words")] if turn else [])]:
            is_long = self.length((first, last)) >= FEWEST or bool(SPEECH.match(self.text, last))
            if self.attributions or first < self.start or last > self.end or not is_long:
                continue
            if inner := self.inner_tag(first, last):
                person, cue, spans = inner
                self.attribute([person], [cue], spans, "tag")
            elif self.text[self.start : first].rstrip().endswith(":"):
                people = [each for each in self.subjects.actors() if each.end < first]
                if people:
                    self.attribute(people[-1:], [], [(first, last)], "quotation")
            elif SPEECH.match(self.text, last) and first - self.start < CONNECTIVE:
                people = [each for each in self.subjects.actors() if each.start > last]
                if not people and (voices := VOICES.match(self.text, last, self.end)):
                    source = self.mention(voices.span("source"), THING)
                    self.attribute([source], [voices.span("verb")], [self.trimmed(first, last)], "tag")
                    continue
                cue = self.trimmed(last, people[0].start) if people else None
                if cue:
                    self.give_tag_gender(people[0], tokens_of(self.text, *cue))
                if cue and self.length(cue) < LONGEST_CUE and not self.text[slice(*cue)].count(","):
                    self.attribute(people[:1], [cue], [self.trimmed(first, last)], "tag")

    def inner_tag(self, first, last):
        """Return (the speaker, the cue, the contents) of "«…, — бурчит Анна, — …»", or None."""
        for match in INNER.finditer(self.text, first, last):
            people = [each for each in self.subjects.actors() if match.start("tag") < each.end <= match.end("tag")]
            listed = tokens_of(self.text, *match.span("tag"))
            if len(people) == 1 and is_predicate(listed[0].lower):
                self.give_tag_gender(people[0], listed)
                cue = self.trimmed(match.start("tag"), people[0].start)
                return people[0], cue, [self.trimmed(first, match.start()), self.trimmed(match.end("tag"), last)]
        return None

    def give_tag_gender(self, person, listed):
        """Give somebody the gender of the first verb in the past among tokens."""
        genders = [past_genders(token.lower) for token in listed]
        if person.manner != PRONOUN and (known := [each for each in genders if len(each) == 1]):
            person.gender = next(iter(known[0]))

    def is_reply(self):
        """Whether a sentence begins with a dash, as the paragraph before it does."""
        before = self.text[: self.start].rstrip().rpartition("\n")[2]
        return self.text[self.start] in DASHES and before[:1] in {*DASHES}

    def verb(self, cue):
        return self.tokens[cue.first].start, self.tokens[cue.after - 1].end

    def such(self):
        """Read "«…», — таков её ответ" and "Таково мнение мэра.", about the words before; return whether it is one."""
        match = such().search(self.text, self.start, self.end)
        if not match or not (match["owner"] or match["whose"]) or self.is_quoted(match.start()):
            return False
        spans = match.span("owner"), match.span("whose")
        sources = self.subjects.possessor(spans[0]) if match["owner"] else self.subjects.owner(spans[1])
        front = self.trimmed(self.start, match.start())
        if sources and front[0] < front[1]:
            return self.attribute(sources, [match.span("cue")], [front], "tag")
        if sources:
            self.attributions.append(Attribution(sources, [match.span("cue")], [], BACK, self.span))
        return bool(sources)

    def back(self):
        """Read "Об этом сообщил X.", which attributes the sentence before; return whether the sentence is one."""
        match = back().match(self.text, self.start, self.end)
        if self.text[: self.start].rstrip().endswith("?"):
            # "Дорожают ли билеты? Об этом говорили перевозчики" (Are tickets getting dearer? Carriers spoke about it).
            match = None
        said = reported().search(self.text, match.end(), self.end) if match else None
        if said and (documents := self.subjects.documents(said.span())[1]):
            self.attributions.append(Attribution(documents[0], [said.span()], [], BACK, self.span))
            return True
        cue = next((cue for cue in self.cues if match and self.verb(cue)[0] >= match.end()), None)
        if not cue and match:
            # "Такую оценку дала Анна" (Anna gave this assessment).
            places = (at for at, token in enumerate(self.tokens) if token.start >= match.end())
            at = next((at for at in places if lemmas(self.tokens[at].lower) & word_set("giving")), None)
            cue = at and Cue(at, at + 1, "", verb_form(self.tokens[at].lower), frozenset())
        if not cue or cue.form == PARTICIPLE:
            return False
        verb = self.verb(cue)
        followers, end = self.subjects.after(verb[1])
        sources = followers or self.subjects.before(verb[0])
        sources = sources if sources and sources[0].start >= match.end() else None
        if sources and followers:
            self.subjects.explained(sources, end)
        if sources:
            self.attributions.append(Attribution(sources, [verb], [], BACK, self.span))
            if colon := COLON.match(self.text, end, self.content_end):
                # "Об этом говорил Лев Агеев: построить очистные за год нельзя" (Lev Ageev spoke about this: …).
                self.attribute(sources, [verb], [self.trimmed(colon.end(), self.content_end)], "quotation")
        return bool(sources)

    def last_tag(self):
        """Read a tag at the end, after words that have verbs of their own: "Никто не верил, что …, вспомнила Анна."."""
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
        """Read the attributions before ", пишет РБК" (RBC writes); return whether there are any."""
        whole, before = self.content_end, self.text[self.start : at].rstrip()
        if not before.endswith(",") or len(self.cues) < MOST_OF_AGENCY:
            return False
        self.content_end = self.start + len(before) - 1
        for cue in self.cues[:-1]:
            self.take(cue, self.verb(cue))
        if not self.attributions:
            self.content_end = whole
        return bool(self.attributions)

    def is_denied(self, cue, verb):
        """Whether somebody says nothing: "какие именно, он не уточнил" (he did not say which)."""
        is_negated = self.text[: verb[0]].endswith(" не ")
        return is_negated and not lemmas(self.tokens[cue.first].lower) & word_set("never")

    def is_clause_in(self, start, end):
        """Whether a main clause with a verb stands in a span: "мост стар, заметила Анна: …"."""
        listed = tokens_of(self.text, start, end)
        is_main = bool(listed) and listed[0].lower not in word_set("subordinators")
        is_main = is_main and verb_form(listed[0].lower) != PARTICIPLE
        return is_main and any(is_predicate(token.lower) for token in listed)

    def is_no_front(self, cue, at):
        """Whether the words before a tag are not somebody's words."""
        return self.is_clause_before(at) or self.is_name_before(at) or self.is_theme(cue)

    def is_clause_before(self, at):
        """Whether the words before are only the speaker's clause: "подводя итоги, Анна поручила в срок построить"."""
        listed = tokens_of(self.text, self.start, at)
        is_verbal = bool(listed) and verb_form(listed[0].lower) == PARTICIPLE
        if ASKING.match(self.text, self.start, at):
            # "На вопрос, стара ли дамба, Анна ответила утвердительно" (asked whether the dam was old, Anna said yes).
            return True
        return is_verbal and not any(is_predicate(token.lower) for token in listed)

    def is_name_before(self, at):
        """Whether a quotation before a verb is the name of something: "доклад «О мостах» представила Анна"."""
        quoted = next((span for span in self.quoted if span[1] == len(self.text[:at].rstrip())), None)
        front = self.text[self.start : quoted[0]].rstrip() if quoted else ""
        return bool(front) and front[-1].isalpha()

    def is_theme(self, cue):
        """Whether a sentence only tells of a talk about a topic: "о том, как сохранить язык, говорили в Осло"."""
        return cue.base in DISCUSSING and bool(ABOUT.match(self.text, self.start, self.end))

    def quoting(self, cue, verb):
        """Read "…, — цитирует его РБК" and "…, — цитирует РБК Анну" (RBC quotes her); return whether it is one."""
        if cue.base not in word_set("quoting"):
            return False
        # "Приводит его слова «Порт»" ("Port" cites his words).
        whom = self.subjects.at(self.tokens[cue.first].end) or self.subjects.at(verb[1])
        if whom and self.tag(cue, verb, whom, TAG_REST.match(self.text, max(verb[1], whom[0].end), self.end).end()):
            return True
        quoted = self.subjects.quoted_person(verb[1])
        return bool(quoted) and self.tag(cue, verb, *quoted)

    def tag(self, cue, verb, subject, end):
        """Read "…, — отметил X." and "Как отметил X, …" (as X noted); return whether the sentence is one."""
        if subject[0].manner == TITLED and self.is_reply() and is_generic(subject[0].text):
            # "— Руда дорожает. … — Не верю, — возразил инвестор" (an investor objected): unknown, not the last speaker.
            subject[0].is_indefinite = True
        begin = self.subjects.skip_adverbs(min(verb[0], subject[0].start))
        if end > verb[1]:
            end = self.subjects.explained(subject, end)
        end = self.subjects.manner_end(self.subjects.hearers_end(end))
        place = PLACE.match(self.text[end : self.end])
        rest = BEHIND_SPEAKER.match(self.text[end : self.end])
        rest = rest if BEHIND_QUOTATION.search(self.text[self.start : begin]) else None
        ends = [end, end + place.end() if place else end, end + rest.end() if rest else end]
        stop = next((each for each in ends if TAG_END.match(self.text[each : self.end])), 0)
        if manner := MANNER.search(self.text, self.start, begin):
            # "…, – под общий смех ответила Анна" (answered Anna, to general laughter).
            begin = manner.start("manner")
        before = self.text[self.start : begin]
        is_as = AS.search(before)
        # "Впрочем, оговорился Лунд, …" (however, Lund added).
        is_joined = begin == self.start and verb[0] < subject[0].start
        is_joined = is_joined and self.text[begin : verb[0]].rstrip().endswith(",")
        if not stop and BEHIND_QUOTATION.search(before) and GOES_ON_WITH.match(self.text, end):
            return self.attribute(subject, [verb], [self.trimmed(self.start, begin)], "tag", base=cue.base)
        is_tag = bool(stop) and bool(is_as or is_joined or TAG_START.search(before)) and not self.is_denied(cue, verb)
        is_front = verb[0] < subject[0].start and self.is_clause_in(self.start, begin)
        opens = self.opens_content(stop) and not (is_front and self.text[stop : stop + 1] == ":")
        if not is_tag or (not is_as and (self.is_no_front(cue, begin) or opens)):
            return False
        if self.previous is None:
            self.give_gender(subject, cue)
            behind = self.trimmed(stop, self.content_end)
            is_place = end < stop and BEHIND_QUOTATION.search(before) and explains(tokens_of(self.text, *behind)[:2])
            is_behind = bool(BEHIND_QUOTATION.search(before)) and NARRATED.match(self.text, stop, self.content_end)
            if is_place or is_behind or AGENCY_TAIL.match(self.text[slice(*behind)]):
                behind = (behind[0], behind[0])
            topic = ABOUT.match(self.text, self.start, begin)
            front = self.trimmed(topic.end() if topic else self.start, self.start + is_as.start() if is_as else begin)
            is_own = is_as and AND.search(self.text, self.start, self.start + is_as.start())
            if is_as and behind[0] < behind[1] and (is_own or self.is_connective(front)):
                front = (front[0], front[0])
            self.attribute(subject, [verb], [front, behind], "tag", base=cue.base)
        return True
