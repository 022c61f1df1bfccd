"""The words that a Russian cue attributes."""

import re
from itertools import takewhile

from proceedings.importing.reports.attributions import COLLECTIVE, INTENTION, NAMED, TITLED
from proceedings.importing.reports.lexicon import words

from .agents import Agents
from .cues import PARTICIPLE, RELATIVE, is_explained, opens_clause, verb_form
from .forms import (
    is_adverb,
    is_clausal,
    is_joining,
    is_predicate,
    is_preposition,
    noun_tags,
    numbers_of,
    past_genders,
    tenses,
)
from .morphology import has_case, is_part, lemmas, parses, tokens_of, word_set
from .patterns import (
    ANTECEDENT,
    ASKED,
    CAUSING,
    COLON,
    CONTRARY,
    GOES_ON,
    HEARER,
    INSERTED,
    INSERTION,
    IS_QUESTION,
    OPENS_CONTENT,
    OPENS_QUESTION,
    OWN_CLAUSE,
    TAG_END,
    TO_THAT,
    TOPIC,
    UNCERTAIN,
)
from .people.names import FEMININE, NOMINATIVE, as_printed, name_cases
from .titles import is_generic

# Prepositions that end a cue, and words between such a cue and its "что" (that).
PREPOSITIONS, DEMONSTRATIVES = (" о", " об", " на", " с", " за", " против"), {"", "том", "то", "тем", "этом"}
# The object of a guarded verb must be within this many characters and words.
LOOKED_AT, FIRST = 80, 4
# The infinitive after a time or a place is among this many words: "до марта согласовать" (to agree by March).
MOST_BEFORE = 5
# "Ответила на вопросы журналистов" (answered the journalists' questions): a topic.
ANSWERING, ANSWERED = frozenset({"ответить на", "отвечать на"}), re.compile(r"\s*(?:\w+\s+){0,2}вопрос")
# The end of a tag, and words that are no object: "оппонировал Пётр Бук из Риги" (Pyotr Buk from Riga objected).
NO_OBJECT = re.compile(rf"{TAG_END.pattern}|\s+(?:из|от|у|при|под|перед|после|до|в ходе|во время|ли)\s")
# "Поблагодарила гостей" (thanked the guests) says nothing.
THANKING = frozenset({"поблагодарить", "благодарить", "поздравить", "поздравлять"})
# "Отказалась комментировать переговоры" (declined to comment on the talks) says nothing.
REFUSING = frozenset({"отказаться", "отказываться"})
# Most words before a verb without a subject: "на вопрос о сроках ответил" (to a question about dates he answered).
LONGEST_FRONT = 8
WORD = re.compile(r"\w+")
# Conjunctions before another act of the same person.
JOINING = frozenset({"и", "но", "однако", "а"})
# Objects that are not only those of speech, and verbs that mean both "note" and "celebrate".
WEAK_OBJECTS = frozenset({"новый", "несколько", "ряд", "создать", "открыть"})
MARKING = frozenset({"отметить", "отмечать"})
# "Оценивают ущерб в миллион рублей" (put the damage at a million roubles).
VALUING = frozenset({"оценить", "оценивать"})


class ContentReader(Agents):
    """Reads the contents of the cues in one sentence."""

    def content_after(self, cue, after):
        """Return (start, end of the cue, rule) of the words that a cue attributes, or None."""
        stop = self.next_verb(after)
        # "Спросила, гарантирует ли порт" (asked whether the port guaranteed): the next verb begins the question.
        stop = self.content_end if IS_QUESTION.match(self.text, stop) else stop
        if inserted := INSERTION.match(self.text, after, stop):
            # "Попросила она, впрочем, прощения" (she apologised, however).
            after = inserted.end() - self.text.startswith((" что ", " чтобы "), inserted.end())
        rest = self.text[after:stop]
        if (match := COLON.match(rest)) and not GOES_ON.match(rest, match.end()):
            start = after + match.end()
            is_object = is_explained(cue, tokens_of(self.text, after, start)) and not self.is_quoted(start + 1)
            return after if is_object else start, after, "quotation"
        if {"that", "hearer"} & cue.frames and (match := TO_THAT.match(rest)) and self.is_clause(cue, match, after):
            end = after + match.end()
            if not match["that"] and self.text[: self.tokens[cue.first].start].endswith(" не "):
                # "Пока не решила, подавать ли жалобу" (has not decided yet whether to complain).
                return None
            return end, end if match["that"] else after, "that"
        if stop >= self.content_end and opens_clause(cue, tokens_of(self.text, after, stop)):
            start = after + len(rest) - len(rest.lstrip(" ,"))
            return start, after, "that"
        return self.object_after(cue, after, rest)

    def object_after(self, cue, after, rest):
        is_wish = "intention" in cue.frames and (" " in cue.base or self.is_infinitive(cue, after))
        if is_wish and not TAG_END.match(rest):
            return after, after, INTENTION
        is_contrary = "that" in cue.frames and CONTRARY.match(rest)
        if cue.base in word_set("infinitives") and self.is_infinitive(cue, after):
            is_silent = cue.base in REFUSING and lemmas(self.tokens_after(after)[0].lower) & word_set("declined")
            return None if is_silent else (after, after, "object")
        if "hearer" in cue.frames and (match := HEARER.match(rest)):
            return after + match.start("link"), after, "hearer"
        if (cue.base in ANSWERING and ANSWERED.match(rest)) or (cue.base == "говорить о" and TOPIC.match(rest)):
            return None
        is_object = "object" in cue.frames and not NO_OBJECT.match(rest) and self.is_object(cue, after)
        return (after, after, "object") if is_object or is_contrary else None

    def next_verb(self, after):
        """Return where the next finite cue of the sentence begins, or the end of its words.

        The cue of a paper between commas does not count: "Считают, пишет РБК, что …" (they think, RBC writes, that …).
        """
        cues = (cue for cue in self.cues if cue.form not in {PARTICIPLE, RELATIVE})
        starts = (self.tokens[cue.first].start for cue in cues if not self.is_inserted(cue))
        return next((start for start in starts if start > after), self.content_end)

    def is_inserted(self, cue):
        """Whether a cue stands between a comma and ", что", with its subject: ", пишет РБК, что" (RBC writes, that)."""
        start, end = self.tokens[cue.first].start, self.tokens[cue.after - 1].end
        is_apart = self.text[self.start : start].rstrip().endswith(",")
        return is_apart and bool(INSERTED.match(self.text, end, self.content_end))

    def is_clause(self, cue, match, after):
        """Whether a clause is the content itself: not in "напомнила о временах, когда …" (the times when)."""
        between = match["between"].strip().lower()
        has_infinitive = any(is_part(word, "INFN") for word in WORD.findall(between))
        is_other = (
            # "Призвали построить мост, чтобы …" (called for a bridge to be built so that …).
            (cue.base in word_set("infinitives") and has_infinitive)
            # "Анонсировал сдачу корпуса, чем вызвал аплодисменты" (which drew applause).
            or (between and "object" in cue.frames and CAUSING.match(self.text, match.end() + after))
            # "Отверг упрёк, сославшись на то, что" (rejected the reproach, pointing out that).
            or self.is_of_participle(after, after + match.end())
            # "Упрекнула гостей в том, что" (reproached the guests for): the guests belong to the words.
            or (cue.base in word_set("blaming") and between.endswith(" в том"))
            # "Коснутся тех, кто придёт" (will affect those who come).
            or (not match["that"] and ANTECEDENT.search(between))
            # "Связала это не столько с дождём, сколько с волной" (linked it less with the rain than with the wave).
            or (not match["that"] and "столько" in between)
            # "Оспорил мысль о том, что …" (disputed the idea that …): the idea belongs to the words.
            or (cue.base in word_set("disputing") and between.endswith(" том"))
        )
        return not is_other and (not cue.base.endswith(PREPOSITIONS) or between in DEMONSTRATIVES)

    def is_of_participle(self, after, end):
        """Whether "что" follows a verbal adverb and belongs to its clause: "сославшись на то, что" (citing that)."""
        ends = [self.tokens[cue.after - 1].end for cue in self.cues if cue.form == PARTICIPLE]
        return any(after < place < end and OWN_CLAUSE.fullmatch(self.text, place, end) for place in ends)

    def is_infinitive(self, cue, after):
        listed = self.tokens_after(after)
        if cue.base not in word_set("requests"):
            # "Договорились до марта согласовать протокол" (agreed to settle the protocol by March).
            is_later = bool(listed) and is_part(listed[0].lower, "PREP")
            listed = list(takewhile(lambda token: token.lower != ",", listed))[: MOST_BEFORE if is_later else 2]
        return any(is_part(token.lower, "INFN") for token in listed)

    def is_object(self, cue, after):
        listed = self.tokens_after(after)[:FIRST]
        if cue.base in THANKING and not {"за", "с", "со"} & {token.lower for token in self.tokens_after(after)}:
            return False
        if cue.base not in word_set("guarded") or cue.base in word_set("unguarded"):
            return True
        is_judged = self.tokens[max(cue.first - 1, 0)].lower in word_set("judging")
        is_valued = cue.base in VALUING and (is_judged or any(token.lower in {"в", "как"} for token in listed))
        if is_valued or (cue.base in word_set("naming") and self.is_named_in(cue, listed)):
            return True
        if cue.base in word_set("presenting") and any(lemmas(token.lower) & word_set("works") for token in listed[:2]):
            return False
        if cue.base in word_set("greetings"):
            is_group = any(token.lower.startswith(("собравш", "присутств")) for token in listed[:1])
            return self.has_object(after) or not (is_group or "anim" in noun_tags(listed))
        return self.has_object(after)

    def is_named_in(self, cue, listed):
        """Whether somebody calls something by a word in the instrumental: "главным препятствием она назвала"."""
        start = self.tokens[self.subjects.clause.first_of(cue.first)].start
        before = tokens_of(self.text, start, self.tokens[cue.first].start)
        pairs = zip(["и", *(token.lower for token in before)], before, strict=False)
        is_before = any("ablt" in parses(token.lower)[0].tag and not is_part(last, "PREP") for last, token in pairs)
        return is_before or any(has_case(token.lower, "ablt") for token in listed)

    def tokens_after(self, after):
        return tokens_of(self.text, after, min(after + LOOKED_AT, self.content_end))

    def has_object(self, after, without=frozenset()):
        listed = self.tokens_after(after)[:FIRST]
        return any(lemmas(token.lower) & (word_set("objects") - without) for token in listed)

    def can_follow(self, cue, previous):
        """Whether a verb agrees with the one before, and is no new future: "обещал помочь, если они попросят"."""
        word, before = self.tokens[cue.first].lower, self.cue_word(previous)
        is_later = self.is_future(word) and not self.is_future(before)
        genders = past_genders(word), past_genders(before)
        is_other = all(genders) and not genders[0] & genders[1]
        return not is_later and not is_other and bool(numbers_of(word) & numbers_of(before))

    def is_elliptic(self, cue, verb):
        """Whether a sentence begins with a singular verb alone: "Также предложил построить мост", "Просит помочь"."""
        tag = parses(self.tokens[cue.first].lower)[0].tag
        is_past = {"VERB", "past", "sing"} <= set(tag.grammemes) and "neut" not in tag
        is_past = is_past or ({"VERB", "pres", "sing", "3per"} <= set(tag.grammemes) and cue.first == 0)
        front = tokens_of(self.text, self.start, verb[0])
        is_first = all(not token.text[0].isalpha() or is_joining(token.lower) for token in front)
        is_first = is_first and len(front) <= FIRST
        # "На вопрос о сроках ответил, что" (to a question about dates he answered that).
        is_apart = bool(front) and is_preposition(front[0].lower) and len(front) <= LONGEST_FRONT
        is_apart = is_apart and not any(is_clausal(token.lower) for token in front)
        return is_past and (is_first or is_apart) and not self.attributions

    def is_of_words(self, cue, content):
        """Whether a short adjective continues somebody's words: "сказала, что город ждёт и намерен строить"."""
        is_clause = not self.previous.rule.endswith(("object", "hearer", INTENTION))
        return is_clause and content[2] == INTENTION and cue.base in word_set("states")

    def is_future(self, word):
        return any("futr" in parse.tag for parse in parses(word)[:1])

    def cue_word(self, attribution):
        listed = tokens_of(self.text, *attribution.cue[0])
        return next((token.lower for token in listed if verb_form(token.lower)), "")

    def next_act(self, cue, start):
        """Return where the speaker's next act begins, which ends the words: "… и выделил средства" (and gave money)."""
        numbers, past = numbers_of(self.tokens[cue.first].lower), tenses(self.tokens[cue.first].lower)
        listed = [token for token in self.tokens if start <= token.start < self.content_end]
        for at, token in enumerate(listed):
            if token.lower == "однако" and at and listed[at - 1].lower == "," and not self.is_quoted(token.start):
                return token.start
            rest = [each for each in listed[at + 1 : at + FIRST] if not is_adverb(each.lower)]
            is_act = token.lower in JOINING and rest and is_predicate(rest[0].lower) and not self.is_quoted(token.start)
            if is_act and tenses(rest[0].lower) & past and numbers_of(rest[0].lower) & numbers:
                return token.start
        return self.content_end

    def opens_content(self, at):
        """Whether the content follows a place: "рассказывая о поездке, Анна вспомнила, как …"."""
        is_clause = self.tokens[0].text[0].isalpha() and verb_form(self.tokens[0].lower) == PARTICIPLE
        rest = self.text[at : self.end]
        return bool(OPENS_CONTENT.match(rest) or (is_clause and OPENS_QUESTION.match(rest)))

    def give_gender(self, subject, cue):
        """Give a person the gender of the verb: "министр отметила" is a woman, although the title is masculine."""
        genders = past_genders(self.tokens[cue.first].lower)
        if len(subject) == 1 and subject[0].manner == TITLED and numbers_of(self.tokens[cue.first].lower) == {"plur"}:
            # "Мастера возмущались" (the masters were indignant): the plural looks like the genitive of one master.
            subject[0].manner = COLLECTIVE
        kind = words("ru")["cue_kinds"].get(cue.base) or cue.base in word_set("requests")
        if subject[0].manner == TITLED and kind in {True, "question"}:
            # "Корреспондент спросил" (a reporter asked), "журналист попросил уточнить".
            subject[0].is_indefinite |= any(
                lemmas(word) & word_set("asking") for word in WORD.findall(subject[0].text.lower())
            )
        if cue.base in word_set("quoting"):
            # "Переводила слова шведа Анна" (Anna translated the Swede's words).
            return
        printed = subject[0].text.split()[-len(subject[0].name.split()) :] if subject[0].name else []
        cases = name_cases(printed[0].lower()) if printed else set()
        if cases and NOMINATIVE not in cases:
            # "Доклад Анны доказывал" (Anna's report proved).
            return
        is_certain = subject[0].manner == NAMED or FEMININE in genders
        is_certain = is_certain or (subject[0].manner == TITLED and is_generic(subject[0].text))
        if len(subject) == 1 and len(genders) == 1 and is_certain:
            subject[0].gender = next(iter(genders))
            if subject[0].name:
                subject[0].name = as_printed(subject[0])

    def is_of_another(self, subject, content):
        """Whether "который" (who) means somebody in the object of the verb before, not the speaker of that verb."""
        is_object = self.previous.rule.endswith(("object", "hearer")) and content[2] == "that"
        return is_object and bool(subject.name) and subject.name not in {each.name for each in self.previous.sources}

    def is_of_next(self, subject):
        """Whether the attribution before only introduces somebody: "идею поддержал Пётр" (Pyotr supported the idea)."""
        previous = self.previous
        is_front = previous is not None and previous.rule == "object" and previous.content[0][0] < previous.cue[0][0]
        return is_front and bool(subject.name) and subject.name in {each.name for each in previous.sources}

    def is_open(self, cue, verb):
        """Whether it is asked or supposed: "согласится ли она", "если она скажет", "на вопрос, как она считает"."""
        is_asked = ASKED.search(self.text[self.start : verb[0]]) or UNCERTAIN.match(self.text, verb[1], self.end)
        return bool(is_asked) or self.subjects.clause.is_conditional(cue.first)

    def is_act(self, subject, cue, content):
        """Whether a thing or a body does something and says nothing: "город отметил праздник" (the town celebrated)."""
        if content[2] != "object" or cue.base in word_set("infinitives") or cue.base in word_set("naming"):
            return False
        if self.has_object(content[0], WEAK_OBJECTS):
            return False
        return cue.base in word_set("guarded") | MARKING or not self.subjects.is_body_like(subject)
