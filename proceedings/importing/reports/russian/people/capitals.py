"""The capitalised words of a Russian sentence: initials, particles, adjectives and surnames."""

import re

from proceedings.importing.reports.russian.forms import is_joining
from proceedings.importing.reports.russian.morphology import (
    is_first_name,
    is_known,
    is_name,
    is_part,
    is_place,
    lemmas,
    parses,
    word_set,
)

from .titles import is_name_like

# Conjunctions that the dictionary also has as nouns.
JOINING = frozenset({"и", "а"})
# The ending of surnames that have no cases: Черных.
OF_FAMILY = re.compile(r"[ыи]х$")
# The oblique endings of adjectives made from names of towns.
ADJECTIVE = re.compile(r"(?:ской|цкой|ского|цкого|скому|цкому|ском|цком|ских|цких)$")
SURNAME = re.compile(r"\w{2}(?:[оеё]ва?|[иы]на?)$")
# Particles of names that are no other words.
BEGINNING = frozenset({"де", "ди", "дю", "дель", "делла", "ван", "ибн", "аль", "эль"})
# Initials of more than one letter: "Дж. Эванс".
INITIALS = frozenset({"Дж", "Чж", "Ст", "Хр", "Вл", "Ал"})
STEM = 3
# Places that are named after people without "имени": "улица Пушкина" (Pushkin Street).
PLACES = frozenset(
    {"улица", "проспект", "площадь", "бульвар", "переулок", "набережная", "шоссе", "сквер", "ул", "просп"}
    | {"пролив", "мыс", "море", "залив", "остров", "полуостров", "бухта", "хребет", "пик", "ледник", "канал", "мост"}
)
# The words of a first name and a surname.
PAIR = 2


# аль-Рашид
HYPHENED = re.compile(r"(?:аль|ал|ад|ас|ан|ар|аз|аш|эль|эд|ат|ат)-[А-ЯЁ]")


def is_name_word(text):
    return text[0].isupper() and not text.isupper() and text.isalpha()


class CapitalReader:
    """Classifies the capitalised words of one sentence. `stops` are the indices of tokens that end a phrase."""

    def __init__(self, tokens, stops=frozenset()):
        self.tokens, self.stops = tokens, stops

    def is_name_behind(self, index):
        return index + 1 < len(self.tokens) and is_name_word(self.tokens[index + 1].text)

    def is_before_particle(self, index):
        """Whether a noun is a first name before "аль-Марри", whatever else it means: Халифа, Султан."""
        following = self.tokens[index + 1 : index + 2]
        is_pair = bool(following) and self.tokens[index].is_capital and bool(HYPHENED.match(following[0].text))
        is_noun = is_part(self.lower(index), "NOUN") and not is_joining(self.lower(index))
        return is_pair and is_noun and self.lower(index) not in word_set("ranks")

    def is_particle(self, index):
        """Whether a word without a capital is part of a name: Халид аль-Мансури, Винсент ван Гог, Алиев оглы."""
        first, _hyphen, rest = self.tokens[index].text.partition("-")
        # "Ван дер Беек" has two particles.
        after = index + 1 + (self.lower(index + 1) in word_set("particles"))
        is_next = after < len(self.tokens) and self.tokens[after].is_capital
        return first in word_set("last_particles") or (
            first in word_set("particles") and (rest[:1].isupper() or is_next)
        )

    def begins_name(self, index):
        """Whether a particle begins a surname: after a verb ("сказала де Йонг"), or with a hyphen (аль-Рашид)."""
        if HYPHENED.match(self.tokens[index].text):
            return True
        after = index + 1 + (self.lower(index + 1) in word_set("particles"))
        if self.lower(index) in BEGINNING and after + 1 in self.stops and self.is_name_behind(after - 1):
            # "Ван дер Меер усомнился" (Van der Meer doubted).
            return True
        is_one = self.lower(index) in BEGINNING and index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
        return is_one and index - 1 in self.stops

    def is_initial(self, index):
        text = self.tokens[index].text if index < len(self.tokens) else ""
        is_letter = (len(text) == 1 and text.isupper()) or text in INITIALS
        return is_letter and self.lower(index + 1) == "."

    def is_surname_first(self, index):
        """Whether a surname stands before its initials, without another capitalised word after them: Мельник М. С."""
        after = index + 1
        while self.is_initial(after):
            after += 2
            after += self.lower(after) == "-"
        is_last = after > index + 1 and not (after < len(self.tokens) and self.tokens[after].is_capital)
        return is_last and index < len(self.tokens) and is_name_word(self.tokens[index].text)

    def is_foreign(self, index):
        """Whether two words are a foreign name: the dictionary lacks the second, or the first before a surname."""
        pair = self.tokens[index : index + 2]
        if len(pair) < PAIR or not all(is_name_like(token.text) for token in pair) or is_joining(pair[0].lower):
            # "Но Эйдельман ответил" (but Eidelman answered).
            return False
        # "Ютака Сибата": the dictionary has Сибата only as a form of Сибат.
        is_surname = is_name(pair[1].lower) or bool(SURNAME.search(pair[1].lower))
        return not is_known(pair[1].lower) or (is_surname and not is_known(pair[0].lower))

    def is_surname(self, index):
        """Whether the dictionary has a surname only as an oblique form of another word: Травников."""
        word = self.lower(index)
        is_one = is_name_word(self.tokens[index].text) and not any("nomn" in parse.tag for parse in parses(word))
        # "Дембеле парировал" (Dembélé retorted): the dictionary has a form of another word.
        verb = parses(self.lower(index + 1))[0].tag if index + 1 in self.stops else ""
        is_before_verb = len(word) > STEM and {"VERB", "sing", "past"} <= set(getattr(verb, "grammemes", ()))
        # "Инициативу поддержал мэр" (the mayor supported the initiative).
        is_object = {"inan", "accs"} <= set(parses(word)[0].tag.grammemes)
        is_before_verb = is_before_verb and "NOUN" in parses(word)[0].tag and not is_object
        return is_one and (bool(SURNAME.search(word)) or is_before_verb)

    def is_adjective(self, index):
        """Whether a capitalised word is the adjective of the word after it, as in "Московской области"."""
        following = self.tokens[index + 1 : index + 2]
        if following and self.is_of_town(index):
            # "Усть-Каменской районной больницы" (of the Ust-Kamensk district hospital).
            return True
        is_pair = is_part(self.lower(index), "ADJF") and is_part(self.lower(index + 1), "NOUN")
        is_pair = is_pair and self.lower(index + 1) not in JOINING
        is_of_place = is_pair and is_place(following[0].lower) and is_known(self.lower(index))
        return is_pair and (not following[0].is_capital or is_of_place)

    def is_of_town(self, index):
        """Whether an oblique adjective made from the name of a town stands before an adjective with the same ending."""
        word, other = self.lower(index), self.lower(index + 1)
        is_pair = bool(ADJECTIVE.search(word)) and word[-2:] == other[-2:] and not self.tokens[index + 1].is_capital
        return is_pair and "ADJF" in parses(other)[0].tag

    def is_family(self, at):
        """Whether a capitalised word within a sentence is an unknown surname in -ых: "Лунд и Заречных"."""
        word = self.lower(at)
        return self.is_later(at) and bool(OF_FAMILY.search(word)) and not is_known(word)

    def is_named_for(self, at):
        """Whether something is named after somebody: "университет имени Ломоносова", but not "от имени Анны"."""
        before = at - 2 if self.lower(at - 1) == "." else at - 1
        # "У моря Анна Лунд" (by the sea, Anna Lund).
        is_somebody = is_first_name(self.lower(at)) and "nomn" in parses(self.lower(at))[0].tag
        if lemmas(self.lower(before)) & PLACES and not is_somebody:
            return True
        is_name_of = self.lower(before) == "имени" and self.lower(before - 1) not in {"от", "по"}
        return is_name_of or (self.lower(before) == "им" and before < at - 1)

    def is_later(self, at):
        """Whether a word is not the first of the sentence, which always has a capital."""
        return any(token.text[0].isalpha() for token in self.tokens[:at])

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
