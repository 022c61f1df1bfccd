"""Names of people among the capitalised words of a Russian sentence."""

import re

from proceedings.importing.reports.attributions import Mention
from proceedings.importing.reports.russian.morphology import (
    has_case,
    is_first_name,
    is_known,
    is_name,
    is_part,
    is_place,
    parses,
    word_set,
)

from .capitals import SURNAME, CapitalReader
from .cases import SHORT, agreed_cases, cases_behind
from .names import CASES, NOMINATIVE, OBLIQUE, OF_HER, in_nominative
from .titles import OF_BODY, is_name_like, is_title

PATRONYMIC = re.compile(r"[а-яё]{2}(?:[оеё]вич|[оеё]вна|инична)$")
MOST_NAMES = 4
FIRST_AND_LAST = 2
# The words of a name with a patronymic.
MOST_OF_A_NAME = 3


class NameReader(CapitalReader):
    """Reads the names among the tokens of one sentence."""

    def name_end(self, first):
        index = first
        while index < len(self.tokens) and index not in self.stops and index - first < MOST_NAMES * 2:
            token = self.tokens[index]
            is_initial = self.is_initial(index)
            if self.is_particle(index) and (index > first or self.begins_name(index)):
                index += 1
                continue
            if not token.is_capital or not token.text[0].isalpha() or (token.text.isupper() and not is_initial):
                break
            is_behind = index > first and self.is_initial(first) and not self.is_initial(index - 2)
            is_behind = is_behind and self.lower(index - 1) != "-"
            if is_behind and (is_initial or OF_HER.search(self.lower(index - 1))):
                # "На вопрос М. Л. Орловой Р. Ф. Галиев ответил" (R. F. Galiev answered M. L. Orlova's question).
                break
            is_known_name = is_initial or is_name(token.lower) or self.is_surname_first(index) or self.is_foreign(index)
            is_known_name = is_known_name or (self.is_initial(index + 1) and not is_known(token.lower))
            is_known_name = is_known_name or self.is_before_particle(index)
            is_known_name = is_known_name or (self.is_surname(index) and index + 1 in self.stops)
            # "Ландыш Ринатовна".
            is_known_name = is_known_name or (token.text.istitle() and bool(PATRONYMIC.search(self.lower(index + 1))))
            is_asian = token.lower in word_set("short_names") and self.is_name_behind(index)
            if index == first == 0 and not (is_known_name or is_asian):
                break
            if token.text.isascii() != self.tokens[first].text.isascii() or ("." in token.text and len(token.text) > 1):
                break
            # "Пак Со Ён".
            is_asian = is_asian or (index > first and self.lower(first) in word_set("short_names"))
            if self.is_title(index) or (is_part(token.lower, "PREP") and not is_initial and not is_asian):
                break
            index += 2 if is_initial else 1
            # "А.-М. Лунд".
            index += is_initial and self.lower(index) == "-" and self.is_initial(index + 1)
        return index if index > first and len(self.tokens[index - 1].text) + index - first > 1 else first

    def is_personal(self, at, after):
        """Whether capitalised words can be a person's name: not "Новая Зеландия", "Верховный Суд" or "Тему"."""
        listed = self.tokens[at:after]
        if after - at == 1:
            return self.is_surely_name(at) and not (
                is_place(listed[0].lower) and "Geox" in parses(listed[0].lower)[0].tag
            )
        # "Фонд Касперского" (Kaspersky's fund).
        first, second = listed[0].lower, listed[1].lower
        is_word = len(first) > 1 and first not in word_set("short_names")
        is_surname = bool(SURNAME.search(second))
        if is_word and is_known(first) and not is_name(first) and not (is_surname or has_case(second, "nomn")):
            return False
        if first in word_set("short_names"):
            return True
        is_latin = all(token.text.isascii() for token in listed)
        is_common = all(is_known(t.lower) and not is_name(t.lower) for t in listed if len(t.text) > 1)
        return not is_latin and (not is_common or any(len(token.text) == 1 for token in listed))

    def is_surely_name(self, at):
        """Whether a single word can be a name: within a sentence always, at its beginning not "Тему" (a topic)."""
        readings = [parse.tag for parse in parses(self.lower(at))]
        names = [tag for tag in readings if {"Surn", "Name", "Patr"} & set(tag.grammemes)]
        if names and not self.is_later(at) and "inan" in readings[0] and "Geox" not in readings[0]:
            # "Руда нужна всем" (everybody needs ore): Руда is a family name too, but seldom.
            return False
        return self.is_later(at) or not names or readings[0] in names or any("nomn" in tag for tag in names)

    def is_owner(self, at, after):
        """Whether the first of several capitalised words is no part of the name: "защитник Арсенала Киран Гиббс"."""
        has_patronymic = any(is_part(self.lower(k), "Patr") for k in range(at, after))
        if after - at <= MOST_OF_A_NAME - 1 or is_name(self.lower(at)) or has_patronymic or self.is_particle(at):
            return False
        return is_place(self.lower(at)) or (is_known(self.lower(at)) and is_first_name(self.lower(at + 1)))

    def is_person_at(self, index):
        """Whether a name begins at a token: a first name or surname of the dictionary and another capitalised word."""
        token = self.tokens[index]
        after = self.name_end(index)
        is_of_place = (
            is_place(token.lower)
            # "Дании" (of Denmark) is a form of a first name, too.
            and not any({"Name", "sing", "nomn"} <= set(parse.tag.grammemes) for parse in parses(token.lower))
            and token.lower not in word_set("short_names")
            and after - index > FIRST_AND_LAST
        )
        if (
            self.is_surname_first(index)
            or self.is_before_particle(index)
            or (after - index == FIRST_AND_LAST and self.is_bloom(index))
        ):
            return True
        if self.is_adjective(index) or after == index or is_of_place or OF_BODY.search(token.lower):
            return False
        # "Йерун ван дер Беек".
        listed = [each.text for at, each in enumerate(self.tokens[index:after], index) if not self.is_particle(at)]
        if all(map(is_name_like, listed)) and 1 < len(listed) <= MOST_OF_A_NAME:
            return True
        return is_name(token.lower) and (
            after - index > 1 or after >= len(self.tokens) or not self.tokens[index + 1].is_capital
        )

    def is_bloom(self, at):
        """Whether another noun is a first name before a surname: "Ландыш Гайнутдинова" (a Ландыш is a lily)."""
        word = self.tokens[at]
        is_noun = word.text.istitle() and any(
            {"NOUN", "sing", "nomn"} <= set(p.tag.grammemes) for p in parses(word.lower)
        )
        return is_noun and not is_place(word.lower) and bool(SURNAME.search(self.lower(at + 1)))

    def case_of(self, first, name):
        """Return (the case of a name by its post or the word before it, or "", the cases that it can have)."""
        at = next((at for at in range(first, name) if is_title(self.lower(at)) and self.lower(at + 1) != "."), None)
        before = self.lower(first - 1)
        governed = cases_behind(before) if before else CASES
        is_acting = {"VERB", "intr", "past", "sing"} <= set(parses(before or "и")[0].tag.grammemes)
        if at is None and (is_acting or before in {"—", "–"}):
            # "Выступил Паата Чхеидзе" (Paata Chkheidze spoke).
            return NOMINATIVE, CASES
        if at is None:
            return (OBLIQUE, governed) if governed is not CASES else ("", CASES)
        cases = agreed_cases([self.lower(each) for each in range(first, at + 1)])
        if self.lower(at).startswith(SHORT) and not cases:
            return (OBLIQUE, governed) if governed is not CASES else (NOMINATIVE, CASES)
        if NOMINATIVE in cases:
            return NOMINATIVE, CASES
        if not cases:
            return (OBLIQUE, governed) if governed is not CASES else ("", CASES)
        return OBLIQUE, [case for case in governed if case in cases] or [
            case for case in CASES if case in cases
        ] or CASES

    def mention(self, manner, first, after, *, name=None, post="", organisation=""):
        return Mention(
            self.tokens[first].start,
            self.tokens[after - 1].end,
            manner,
            self.text(first, after),
            in_nominative(self.text(*name), *self.case_of(first, name[0])) if name else "",
            post,
            organisation,
        )
