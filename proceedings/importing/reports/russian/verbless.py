"""The frames of Russian without a verb that has a subject: "по словам X", "сообщается, что", "его совет:"."""

import re
from dataclasses import replace

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import MINUTES, NAMED, PRONOUN, THING, TITLED
from proceedings.importing.reports.sentence import Sentence

from .forms import is_joining, is_predicate, is_subject_name
from .morphology import has_case, is_part, lemmas, parses, tokens_of, word_set
from .patterns import GOES_ON, leads, opinion, passives, prepositional, proposed, reported, spoken, stated

# So few words before a tag are no content.
CONNECTIVE = 3
AS = re.compile(r"(?:^|[,—–]\s*)как\s+(?:ранее\s+|также\s+|уже\s+)*$", re.IGNORECASE)
TAGGED = re.compile(r"(?:[,!?…»\"”]\s*[—–-]|[,»\"”])\s*$")
TO_THAT = re.compile(r"\s*,?\s*(?:о том,\s*)?(?:что|чтобы|будто)\s+", re.IGNORECASE)
TO_TOPIC = re.compile(r"\s+(?:и\s+|также\s+)?(?:о|об|обо)\s+", re.IGNORECASE)
LAW = "согласно"
BRACKETS = re.compile(r"\s\([^()]{2,80}\)(?=[,.:;]|$)")
# Verbs that can also have a person as their subject.
ACTIVE = frozenset({"признаётся", "признается"})
# After a name in minutes: "А. Лунд (Порт): дождь прошёл".
MINUTE = re.compile(r"(?:\s\([^()]{2,80}\))?:\s|\s(?:с места|из зала|в ответ|на это|тут же|сразу|ему|ей):\s(?=[а-яё])")
ADVERBIAL = re.compile(r"\s[а-яё]+:\s$")
ASKED = re.compile(r"(?:Вопрос|Ответ|Реплика|Комментарий)\s\((?P<who>[^()]{2,80})\):\s")
# The beginnings of sentences about plans for the time after an event.
AFTERWARDS = (
    "Следующ",
    "Материалы",
    "Стенограмм",
    "Запис",
    "Видеозапис",
    "Сборник",
    "Доклады",
    "Тезисы",
    "Труды",
    "Отчёт",
)
QUOTED = re.compile('[«„“"]')
COLON = re.compile(r"\s*:\s+")
ENDS = re.compile(r"\s*(?:[.,!?;:»—–]|$)")
# The infinitive must follow "предлагается" (it is proposed) within this many characters and words.
LOOKED_AT, MOST_BETWEEN = 80, 4


class Verbless(Sentence):
    """Reads the frames without a subject; `subjects` finds the people and places of a sentence."""

    subjects = None

    def is_connective(self, span):
        """Whether a few words only join a sentence to the one before: "при этом" (at the same time)."""
        return self.length(span) <= CONNECTIVE and all(is_joining(t.lower) for t in tokens_of(self.text, *span))

    def passive(self):
        """Read "Отмечено, что …" (it was noted that …), which names no speaker."""
        for pattern in passives():
            if match := pattern.search(self.text, self.start, self.end):
                self.attribute([], [match.span()], [self.trimmed(match.end(), self.content_end)], "passive")
                return

    def reported(self):
        """Read "В письме сообщается, что …" and "…, — говорится в письме" (says the letter); return if that is all."""
        for match in reported().finditer(self.text, self.start, self.end):
            if self.is_quoted(match.start()) or self.is_said(match.span("verb")):
                continue
            if self.is_reported(match.span()):
                return self.previous.rule == "reported"
        return False

    def is_said(self, verb):
        """Whether a person beside the verb is its subject: "она же признаётся, что" (she admits that)."""
        end = self.subjects.skip_adverbs(verb[0])
        before = self.subjects.before(verb[0]) if self.text[slice(*verb)].lower() in ACTIVE else None
        mention = before[-1] if before else self.subjects.by_end.get(end)
        is_one = mention is not None and mention.manner in ({PRONOUN, NAMED, TITLED} if before else {PRONOUN})
        return is_one and self.subjects.can_be_subject(mention)

    def is_reported(self, verb):
        before, behind = self.subjects.documents(verb)
        sources, end = (behind[0], self.subjects.explained(*behind)) if behind else (before, verb[1])
        first = before[0].start if before else verb[0]
        front = self.text[self.start : verb[0]]
        if ENDS.match(self.text[end : self.end]) and (is_as := AS.search(front)):
            spans = [self.trimmed(self.start, self.start + is_as.start()), self.trimmed(end, self.content_end)]
            spans = spans[1:] if self.length(spans[0]) < CONNECTIVE and spans[1][0] < spans[1][1] else spans
            return self.attribute(sources or [], [verb], spans, "reported")
        rest = self.text[end : self.content_end]
        for pattern in (TO_THAT, COLON, TO_TOPIC):
            if match := pattern.match(rest):
                return self.attribute(
                    sources or [], [verb], [self.trimmed(end + match.end(), self.content_end)], "passive"
                )
        if ENDS.match(rest) and TAGGED.search(self.text[self.start : first]):
            spans = [self.trimmed(self.start, first), self.trimmed(end, self.content_end)]
            return self.attribute(sources or [], [verb], spans, "reported")
        return False

    def stated(self):
        """Read "В решении отмечена необходимость …"; return whether the sentence is one."""
        match = stated().search(self.text, self.start, self.content_end)
        if not match or self.attributions or self.is_quoted(match.start()):
            return False
        before, _behind = self.subjects.documents(match.span())
        is_beside = bool(before) and self.subjects.skip_adverbs(match.start()) == before[0].end
        following = tokens_of(self.text, match.end(), self.content_end)[:MOST_BETWEEN]
        is_noun = any(has_case(token.lower, "nomn") and is_part(token.lower, "NOUN") for token in following)
        if not is_beside or not is_noun or TO_THAT.match(self.text, match.end()):
            return False
        return self.attribute(before, [match.span()], [self.trimmed(match.end(), self.content_end)], "reported")

    def minute(self):
        """Read "А. Лунд: дождь прошёл." and "Ведущий: кто начнёт?" in minutes; return whether the sentence is one."""
        first = self.mentions[0] if self.mentions else None
        if (
            first
            and (asked := ASKED.match(self.text, self.start, self.content_end))
            and first.start == asked.start("who")
        ):
            # "Вопрос (А. Лунд, лоцман): стара ли дамба?" (A question (A. Lund, pilot): is the dam old?)
            return self.attribute([first], [], [self.trimmed(asked.end(), self.content_end)], MINUTES)
        colon = MINUTE.match(self.text, first.end, self.content_end) if first else None
        is_start = bool(colon) and first.start == self.start and not QUOTED.match(self.text, colon.end())
        content = self.trimmed(colon.end(), self.content_end) if is_start else (0, 0)
        if not is_start or GOES_ON.match(self.text, colon.end()):
            return False
        is_person = " " in first.name or (first.name and is_subject_name(first.text.lower()))
        # "Организатор: Институт права" (organiser: the Institute of Law) is no remark.
        is_speech = (
            any(is_predicate(token.lower) for token in tokens_of(self.text, *content))
            or self.text[content[1] - 1] == "?"
        )
        is_title = first.manner == TITLED and self.text[content[0]].isupper() and is_speech
        first = first if is_person else replace(first, is_indefinite=True)
        # "А. Лунд с места: нет" (from the floor: no) is a quotation within a report.
        rule = MINUTES if colon[0][-2] == ":" and ADVERBIAL.search(colon[0]) is None else "quotation"
        return bool(is_person or is_title) and self.attribute([first], [], [content], rule)

    def proposed(self):
        """Read "Предлагается построить …" (it is proposed to build …)."""
        match = proposed().search(self.text, self.start, self.content_end)
        is_next = self.text.startswith(AFTERWARDS, self.start)
        if not match or self.attributions or is_next or self.is_quoted(match.start()):
            return
        listed = tokens_of(self.text, match.end(), min(match.end() + LOOKED_AT, self.content_end))[:MOST_BETWEEN]
        infinitive = next((token for token in listed if is_part(token.lower, "INFN")), None)
        if infinitive:
            front = self.trimmed(self.start, match.start())
            is_theme = 0 < self.length(front) <= CONNECTIVE and not self.text[front[0] : front[1]].count(",")
            spans = [front] if is_theme else []
            end = self.text.find(";", match.end(), self.content_end)
            content = self.trimmed(match.end(), self.content_end if end < 0 else end)
            self.attribute([], [match.span()], [*spans, content], "proposed")

    def led(self):
        """Read "Тон задала Анна: дождь прошёл" (Anna set the tone: …), with a colon after the person."""
        match = leads().search(self.text, self.start, self.content_end)
        people = [each for each in self.subjects.actors() if each.name and each.end <= self.content_end]
        person = people[0] if people and (match is None or len(people) == 1) and not self.attributions else None
        colon = COLON.match(self.text, person.end, self.content_end) if person else None
        cue = match.span() if match else self.act_before(person.start) if colon else None
        if colon and cue and not GOES_ON.match(self.text, colon.end()) and not self.is_quoted(cue[0]):
            content = self.trimmed(colon.end(), self.content_end)
            if match or any(
                is_predicate(token.lower) or is_part(token.lower, "PRED") for token in tokens_of(self.text, *content)
            ):
                self.attribute([person], [cue], [content], "quotation")

    def act_before(self, place):
        """Return the span of a singular verb before a person: "за неё вступилась Анна: …" (defended her), or None."""
        listed = [token for token in tokens_of(self.text, self.start, place) if token.lower not in {"и", "тоже"}]
        last = listed[-1] if listed else None
        tag = parses(last.lower)[0].tag if last else ()
        is_act = "VERB" in tag and "sing" in tag and "neut" not in tag and not lemmas(last.lower) & word_set("events")
        return (last.start, last.end) if is_act else None

    def prepositional(self):
        """Read "По словам X, …" and "…, по его мнению, …"; return whether the sentence has one."""
        match = prepositional().search(self.text, self.start, self.end)
        if not match or self.is_quoted(match.start()) or self.is_within(match.start()):
            return False
        if (match["source"] or "").startswith("котор"):
            return self.which(match)
        span = trim(self.text, *match.span("source" if match["source"] else "whole"))
        sources = self.subjects.genitive(span) if match["source"] else self.subjects.possessor(span)
        before = self.subjects.by_end.get(len(self.text[: match.start()].rstrip(" ,")))
        is_own = not sources and not match["source"] and not match["anonymous"]
        if is_own and before and self.subjects.can_be_subject(before):
            # "Она, по собственным подсчётам, подняла тонну" (by her own count, she lifted a ton).
            content = self.trimmed(match.end(), self.content_end)
            return self.attribute([before], [match.span()], [content], "prepositional")
        if match["to"] and match["to"].lower() == LAW and (match["source"] or "").lower() in {"ему", "ей"}:
            # "Согласно ему" (according to it) is said of a document.
            sources = [replace(each, manner=THING) for each in sources or []]
        if sources is None and not match["anonymous"]:
            return False
        sources = sources or []
        end = max(match.end(), sources[-1].end) if sources else match.end()
        end = self.subjects.explained(sources, end) if match["source"] and sources else end
        if place := BRACKETS.match(self.text, end, self.content_end):
            end = place.end()
        behind = self.trimmed(end, self.content_end)
        front = self.trimmed(self.before_clause(match.start()), match.start())
        colon = self.text.rfind(":", self.start, match.start())
        if colon > 0 and sources and (known := self.subjects.named_before(sources, (self.start, colon))) != sources:
            # "С ней согласен капитан Бойко: по его подсчётам, …" (captain Boiko agrees with her: by his count, …).
            sources, front = known, self.trimmed(colon + 1, match.start())
        is_behind_colon = self.text[self.start : match.start()].rstrip().endswith(":")
        if behind[0] < behind[1] and (is_behind_colon or self.is_connective(front)):
            front = (front[0], front[0])
        cue = trim(self.text, *match.span("to" if match["to"] else "whole"))
        return self.attribute(sources, [cue], [front, behind], "prepositional")

    def is_within(self, place):
        """Whether "согласно" belongs to somebody's words: "гости отметили, что, согласно плану, мост готов"."""
        front = self.text[self.start : place]
        verbs = [token for token in tokens_of(front, 0, len(front)) if is_part(token.lower, "VERB")]
        is_law = self.text[place : place + len(LAW)].lower() == LAW
        return is_law and any(TO_THAT.match(front, verb.end) for verb in verbs)

    def which(self, match):
        """Read "…, по словам которой …" (according to whom)."""
        place = match.start("source")
        end = place + len(match["source"].split()[0])
        sources = self.subjects.which(self.subjects.places[place])
        if not sources[0].name and self.text[match.start() : place].strip().lower() == LAW:
            # "Выразила сомнение в расчётах, согласно которым" (doubted the calculations according to which).
            return False
        return self.attribute(sources, [match.span("to")], [self.trimmed(end, self.content_end)], "prepositional")

    def opinion(self):
        """Read "Её совет: …" and "Позиция министра в том, что …"; return whether the sentence is one."""
        if self.spoken():
            return True
        match = opinion().match(self.text, self.start, self.content_end)
        if match and match["owner"]:
            cue, sources = (match.start("noun"), match.end()), self.subjects.possessor(match.span("owner"))
        else:
            cue = match.span("noun_of") if match else (0, 0)
            sources = self.subjects.owner(match.span("whose")) if match else None
        return bool(sources) and self.attribute(
            sources, [cue], [self.trimmed(match.end(), self.content_end)], "opinion"
        )

    def spoken(self):
        """Read "Из доклада Анны следует, что …" and "У Анны другой взгляд: …"; return whether the sentence is one."""
        for at, pattern in enumerate(spoken(), 1):
            match = pattern.match(self.text, self.start, self.content_end)
            if not match:
                continue
            owner = match.span(f"his{at}") if match[f"his{at}"] else None
            whose = match.span(f"whose{at}") if match[f"whose{at}"] else None
            sources = self.subjects.possessor(owner) if owner else self.subjects.owner(whose) if whose else None
            if sources:
                content = self.trimmed(match.end(), self.content_end)
                return self.attribute(sources, [match.span(f"end{at}")], [content], "opinion")
        return False
