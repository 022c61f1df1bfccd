"""Names of people among the capitals of a Russian sentence."""

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

from .cases import SHORT, agreed_cases, cases_behind
from .names import CASES, NOMINATIVE, OBLIQUE, in_nominative
from .titles import is_name_like, is_title

MOST_NAMES = 4
# Letters that the dictionary has as nouns, too.
JOINING = frozenset({"и", "а"})
# The ending of surnames that have no cases: Черных.
OF_FAMILY = re.compile(r"[ыи]х$")
# The oblique endings of adjectives that are made of names of towns.
ADJECTIVE = re.compile(r"(?:ской|цкой|ского|цкого|скому|цкому|ском|цком|ских|цких)$")
# Particles that are no other words.
BEGINNING = frozenset({"де", "ди", "дю", "дель", "делла", "ван", "ибн", "аль", "эль"})
FIRST_AND_LAST = 2
# The words of a name with a patronymic.
MOST_OF_A_NAME = 3


def is_name_word(text):
    return text[0].isupper() and not text.isupper() and text.isalpha()


class NameReader:
    """Reads the names among the tokens of one sentence. `stops` are the indices of tokens that end a phrase."""

    def __init__(self, tokens, stops=frozenset()):
        self.tokens, self.stops = tokens, stops

    def name_end(self, first):
        index = first
        while index < len(self.tokens) and index not in self.stops and index - first < MOST_NAMES * 2:
            token = self.tokens[index]
            is_initial = len(token.text) == 1 and token.text.isupper() and self.lower(index + 1) == "."
            if self.is_particle(index) and (index > first or self.begins_name(index)):
                index += 1
                continue
            if not token.is_capital or not token.text[0].isalpha() or (token.text.isupper() and not is_initial):
                break
            is_known_name = is_initial or is_name(token.lower) or self.is_initial(index + 1) or self.is_foreign(index)
            is_asian = token.lower in word_set("short_names") and self.is_name_behind(index)
            if index == first == 0 and not (is_known_name or is_asian):
                break
            if token.text.isascii() != self.tokens[first].text.isascii() or ("." in token.text and len(token.text) > 1):
                break
            if self.is_title(index) or (is_part(token.lower, "PREP") and not is_initial):
                break
            index += 2 if is_initial else 1
        return index if index > first and len(self.tokens[index - 1].text) + index - first > 1 else first

    def is_name_behind(self, index):
        return index + 1 < len(self.tokens) and is_name_word(self.tokens[index + 1].text)

    def is_particle(self, index):
        """Whether a word without a capital is part of a name: Халид аль-Мансури, Винсент ван Гог, Алиев оглы."""
        first, _hyphen, rest = self.tokens[index].text.partition("-")
        is_next = index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
        return first in word_set("last_particles") or (
            first in word_set("particles") and (rest[:1].isupper() or is_next)
        )

    def begins_name(self, index):
        """Whether a particle behind a verb begins a surname: "сказала де Йонг"."""
        is_one = self.lower(index) in BEGINNING and index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
        return is_one and index - 1 in self.stops

    def is_initial(self, index):
        text = self.tokens[index].text if index < len(self.tokens) else ""
        return len(text) == 1 and text.isupper() and self.lower(index + 1) == "."

    def is_surname_first(self, index):
        """Whether initials follow a surname, and no other capital: Мельник М. С."""
        after = index + 1
        while self.is_initial(after):
            after += 2
        is_last = after > index + 1 and not (after < len(self.tokens) and self.tokens[after].is_capital)
        return is_last and index < len(self.tokens) and is_name_word(self.tokens[index].text)

    def is_foreign(self, index):
        """Whether a sentence begins with a foreign name: two capitals, neither of which the dictionary has."""
        pair = self.tokens[index : index + 2]
        return len(pair) > 1 and all(is_name_like(token.text) for token in pair) and not is_known(pair[1].lower)

    def is_adjective(self, index):
        """Whether a capital is the adjective of the word after it, as in "Московской области"."""
        following = self.tokens[index + 1 : index + 2]
        if following and self.is_of_town(index):
            # "Усть-Каменской районной больницы".
            return True
        is_pair = is_part(self.lower(index), "ADJF") and is_part(self.lower(index + 1), "NOUN")
        is_pair = is_pair and self.lower(index + 1) not in JOINING
        return is_pair and (not following[0].is_capital or is_place(following[0].lower))

    def is_of_town(self, index):
        """Whether a capital in an oblique case stands before an adjective of a thing with the same ending."""
        word, other = self.lower(index), self.lower(index + 1)
        is_pair = bool(ADJECTIVE.search(word)) and word[-2:] == other[-2:] and not self.tokens[index + 1].is_capital
        return is_pair and "ADJF" in parses(other)[0].tag

    def is_personal(self, at, after):
        """Whether capitals can be those of a person: not "Новая Зеландия", "Верховный Суд" or "Тему"."""
        listed = self.tokens[at:after]
        if after - at == 1:
            return self.is_surely_name(at) and not (
                is_place(listed[0].lower) and "Geox" in parses(listed[0].lower)[0].tag
            )
        # "Фонд Касперского".
        first, second = listed[0].lower, listed[1].lower
        is_word = len(first) > 1 and first not in word_set("short_names")
        if is_word and is_known(first) and not is_name(first) and not has_case(second, "nomn"):
            return False
        if first in word_set("short_names"):
            return True
        is_latin = all(token.text.isascii() for token in listed)
        is_common = all(is_known(t.lower) and not is_name(t.lower) for t in listed if len(t.text) > 1)
        return not is_latin and (not is_common or any(len(token.text) == 1 for token in listed))

    def is_surely_name(self, at):
        """Whether a first word can be a name in the nominative, or is more often a name than not: not "Тему"."""
        readings = [parse.tag for parse in parses(self.lower(at))]
        names = [tag for tag in readings if {"Surn", "Name", "Patr"} & set(tag.grammemes)]
        if names and not self.is_later(at) and "inan" in readings[0] and "Geox" not in readings[0]:
            # "Руда нужна всем": a family name too, but seldom.
            return False
        return self.is_later(at) or not names or readings[0] in names or any("nomn" in tag for tag in names)

    def is_family(self, at):
        """Whether a capital within a sentence is a surname in -ых that no dictionary has: "Лунд и Заречных"."""
        word = self.lower(at)
        return self.is_later(at) and bool(OF_FAMILY.search(word)) and not is_known(word)

    def is_named_for(self, at):
        """Whether a body is named for somebody: "университет имени Ломоносова", but not "от имени Анны"."""
        before = at - 2 if self.lower(at - 1) == "." else at - 1
        is_name_of = self.lower(before) == "имени" and self.lower(before - 1) != "от"
        return is_name_of or (self.lower(before) == "им" and before < at - 1)

    def is_later(self, at):
        """Whether a word stands behind the first one of the sentence, which always has a capital."""
        return any(token.text[0].isalpha() for token in self.tokens[:at])

    def is_owner(self, at, after):
        """Whether the first capital of several is no part of the name: "защитник Арсенала Киран Гиббс"."""
        has_patronymic = any(is_part(self.lower(k), "Patr") for k in range(at, after))
        if after - at <= MOST_OF_A_NAME - 1 or is_name(self.lower(at)) or has_patronymic:
            return False
        return is_place(self.lower(at)) or (is_known(self.lower(at)) and is_first_name(self.lower(at + 1)))

    def is_person_at(self, index):
        """Whether a name begins at a token: a first name or surname of the dictionary, with a further capital."""
        token = self.tokens[index]
        after = self.name_end(index)
        is_of_place = (
            is_place(token.lower)
            and not is_first_name(token.lower)
            and token.lower not in word_set("short_names")
            and after - index > FIRST_AND_LAST
        )
        if self.is_surname_first(index):
            return True
        if self.is_adjective(index) or after == index or is_of_place:
            return False
        if all(is_name_like(each.text) for each in self.tokens[index:after]) and 1 < after - index <= MOST_OF_A_NAME:
            return True
        return is_name(token.lower) and (
            after - index > 1 or after >= len(self.tokens) or not self.tokens[index + 1].is_capital
        )

    def case_of(self, first, name):
        """Return the case of a name, as its post or the word before it tells, or "", and the cases that it can have."""
        at = next((at for at in range(first, name) if is_title(self.lower(at))), None)
        before = self.lower(first - 1)
        governed = cases_behind(before) if before else CASES
        if at is None:
            return (OBLIQUE, governed) if governed is not CASES else ("", CASES)
        cases = agreed_cases([self.lower(each) for each in range(first, at + 1)])
        if self.lower(at).startswith(SHORT) and not cases:
            return (OBLIQUE, governed) if governed is not CASES else (NOMINATIVE, CASES)
        if NOMINATIVE in cases:
            return NOMINATIVE, CASES
        return OBLIQUE, [case for case in governed if case in cases] or [
            case for case in CASES if case in cases
        ] or CASES

    def lower(self, at):
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def text(self, first, after):
        if first >= after:
            return ""
        parts, last = [], None
        for token in self.tokens[first:after]:
            glued = last is None or token.start == last.end
            parts.append(("" if glued else " ") + token.text)
            last = token
        return "".join(parts).strip()

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
