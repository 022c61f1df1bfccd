"""Noun phrases that can be the subject of a Russian verb: in the nominative, and in the number of the verb."""

import re
from itertools import pairwise

from .forms import (
    agrees_in_gender,
    cases_of,
    follows,
    is_adjective,
    is_adverb,
    is_animate,
    is_finite,
    is_noun,
    is_predicate,
    is_preposition,
    is_small,
    is_subject_name,
    nominative_numbers,
    numbers_of,
)
from .morphology import is_known, lemmas, parses, word_set

DEMONSTRATIVES = frozenset({"тем", "этим", "этом", "том", "этого", "того", "этому", "тому", "чем"})
OPENING = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")"}
CLOSING = {"»": "«", "”": "“", '"': '"', ")": "(", "“": "„"}
# After these words, a verb has the subject of the verb before it.
CONJUNCTIONS = frozenset({"и", "а", "но", "или", "либо"})
# Acronyms that can be the subject of a verb in the plural.
PLURAL = frozenset({"сми", "сша", "ввс", "вмс", "оаэ", "вс", "вдв"})
SURNAME = re.compile(r"\w{3}(?:ов|ев|ёв|ин|ын)$")
MASCULINE_END = re.compile(r"^[а-яё]{3,}(?<=[бвгджзклмнпрстфхцчшщьй])$")
# The search for the beginning of a clause goes back this many words at most.
MOST_TOKENS = 40
# A list has its "и" within this many words. "Из" can follow these pronouns: "никто из гостей" (none of the guests).
LONGEST_LIST = 12
ANYBODY = frozenset({"никто", "кто-то", "один", "одна", "некоторые", "многие", "каждый", "большинство", "часть"})
# Words that are never a speaker.
NO_SUBJECTS = frozenset({"это", "что", "кто", "то", "всё", "час", "раз", "год", "день", "месяц", "неделя"})


def is_many(word):
    """Whether a word means people in the genitive: "26 депутатов" (26 deputies)."""
    return any({"NOUN", "anim", "plur", "gent"} <= set(parse.tag.grammemes) for parse in parses(word))


class Clause:
    """The tokens of a sentence, in which phrases are spans [first, after) of tokens."""

    def __init__(self, tokens):
        self.tokens = tokens

    def lower(self, at):
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_word(self, at):
        return self.lower(at)[:1].isalpha()

    def first_of(self, verb):
        """Return the index of the token with which the clause of a verb begins."""
        at = verb
        while at > max(0, verb - MOST_TOKENS):
            previous = self.lower(at - 1)
            if previous in CLOSING and (opening := self.opening(at - 1)) is not None:
                at = opening
                continue
            if previous == "," and self.is_listed(at - 1):
                at -= 1
                continue
            if previous in word_set("subordinators") or not (
                previous[:1].isalnum() or previous in {"-", "%", "№", "&", "."}
            ):
                break
            if is_finite(previous) and not self.tokens[at - 1].is_capital:
                break
            at -= 1
        return at

    def is_conditional(self, verb):
        """Whether the clause of a verb begins with "если"."""
        return self.lower(self.first_of(verb) - 1) == "если"

    def is_listed(self, comma):
        """Whether a comma stands between genitives of a list: "представители Казахстана, Узбекистана и Киргизии"."""
        before, after = self.lower(comma - 1), self.lower(comma + 1)
        rest = [self.lower(at) for at in range(comma + 1, comma + LONGEST_LIST)]
        is_pair = before[:1].isalpha() and after[:1].isalpha() and follows(before) and follows(after)
        return is_pair and "и" in rest and not is_finite(after)

    def is_acronym(self, at):
        return len(self.tokens[at].text) > 1 and self.tokens[at].text.isupper()

    def opening(self, closing):
        """Return the index of the mark that opens the quotation or bracket closed by the mark at an index, or None."""
        mark = CLOSING[self.lower(closing)]
        return next((at for at in range(closing - 1, max(-1, closing - 15), -1) if self.lower(at) == mark), None)

    def closing(self, opening):
        """Return the index after the quotation or bracket that opens at an index; the next index if it does not end."""
        mark = OPENING[self.lower(opening)]
        last = min(len(self.tokens), opening + 15)
        return next((at + 1 for at in range(opening + 1, last) if self.lower(at) == mark), opening + 1)

    def phrases(self, first, after):
        """Return the spans (first, head, after) of phrases in the nominative, skipping those with a preposition."""
        listed, at = [], first
        while at < after:
            if self.is_word(at) and is_preposition(self.lower(at)) and not self.is_acronym(at):
                at = self.preposition_end(at, after)
                continue
            head = self.head_at(at, after)
            if head is None:
                at += 1
                continue
            end = self.phrase_end(head, after)
            listed.append((at, head, end))
            at = end
        return listed

    def preposition_end(self, at, after):
        """Return the end of a phrase of a preposition: its noun and the genitives after the noun."""
        at += 1
        if at < after and self.lower(at) in OPENING:
            return self.tail_end(self.closing(at), after)
        if self.lower(at) in DEMONSTRATIVES and at + 1 < after and self.tokens[at + 1].is_capital:
            # "Вместе с тем Анна" (at the same time, Anna).
            return at + 1
        while at + 1 < after and self.is_word(at) and (is_adjective(self.lower(at)) and not is_noun(self.lower(at))):
            if not cases_of(self.lower(at)) & cases_of(self.lower(at + 1)) and self.is_word(at + 1):
                # "При этом совет" (at that, the council).
                return at + 1
            at += 1
        end = self.tail_end(min(at + 1, after), after)
        if end == after and self.is_surname(end - 1) and end - 1 > at:
            # "Под занавес Бельчиков заявил" (in the end, Belchikov stated).
            return end - 1
        # "На вопрос о сроках Лунд ответил" (a question about dates, Lund answered).
        return next(
            (k for k in range(at + 1, end) if self.tokens[k].is_capital and is_subject_name(self.lower(k))), end
        )

    def head_at(self, at, after):
        """Return the index of the main noun, in the nominative, of the phrase that begins at an index, or None."""
        index = at
        while index < min(after, at + 5):
            lower = self.lower(index)
            if lower in OPENING and lower != "(":
                # "Призвали «обеспечить …»" (called on them to "provide …") quotes no name, which would have a capital.
                return index if any(token.is_capital for token in self.tokens[index + 1 : index + 2]) else None
            if lower in word_set("quantifiers") or (lower.isdigit() and is_many(self.lower(index + 1))):
                return index
            if not self.is_word(index) or (is_small(lower) and not self.tokens[index].text.isupper()):
                return None
            if (
                index + 1 < after
                and is_adjective(lower)
                and nominative_numbers(lower)
                and self.goes_on(index + 1, after)
            ):
                index += 1
                continue
            is_head = is_noun(lower) or lower in ANYBODY or lower in word_set("pronouns") or is_adjective(lower)
            is_head = is_head and lower not in NO_SUBJECTS and not is_finite(lower)
            return index if is_head and self.numbers(index) else None
        return None

    def goes_on(self, index, after):
        lower = self.lower(index)
        return index < after and (self.is_word(index) and bool(self.numbers(index)) and not is_small(lower))

    def is_surname(self, index):
        """Whether a capitalised word within a sentence ends like a surname or is unknown: Зеленцов, Дегтярь."""
        word = self.lower(index)
        is_one = SURNAME.search(word) or (
            MASCULINE_END.search(word) and not is_known(word) and not self.is_acronym(index)
        )
        return index > 0 and self.tokens[index].is_capital and bool(is_one)

    def numbers(self, index):
        token = self.tokens[index]
        if (
            token.lower in word_set("quantifiers")
            or token.lower.isdigit()
            or token.lower in OPENING
            or token.lower.isascii()
            or token.lower in PLURAL
        ):
            return frozenset({"sing", "plur"})
        if token.text.isupper() and len(token.text) > 1:
            return frozenset({"sing"})
        if self.is_surname(index) or (token.is_capital and not is_known(token.lower)):
            return nominative_numbers(token.lower) | {"sing"}
        return nominative_numbers(token.lower)

    def phrase_end(self, head, after):
        """Return the end of the phrase of a main word: "никто из гостей", "поставщик в лице компании"."""
        if self.lower(head) in OPENING:
            return self.tail_end(self.closing(head), after)
        end = self.tail_end(head + 1, after)
        is_from = is_animate(self.lower(head)) and end + 1 < after and self.tokens[end + 1].is_capital
        is_of = self.lower(end) == "из" and (is_from or self.lower(head) in ANYBODY or self.lower(head).isdigit())
        is_of = is_of or (self.lower(end) == "в" and self.lower(head) == "источник")
        is_of = is_of or (self.lower(end) in {"с", "со"} and self.lower(head) in ANYBODY)
        if end < after and (is_of or (self.lower(end) == "в" and self.lower(end + 1) == "лице")):
            end = self.preposition_end(end, after)
            # "Источник в одном из портов" (a source in one of the ports).
            return self.preposition_end(end, after) if end < after and self.lower(end) == "из" else end
        return end

    def tail_end(self, at, after):
        """Return the end of the words that belong to the noun before them: genitives, names, quotations, acronyms."""
        while at < after:
            token = self.tokens[at]
            if token.lower in OPENING:
                at = min(self.closing(at), after)
            elif self.joins(at, after) or self.is_tail(token):
                at += 1
            else:
                break
        return at

    def joins(self, at, after):
        """Whether a comma, a hyphen or an "и" joins another genitive."""
        if at + 1 >= after:
            return False
        lower = self.lower(at)
        return (lower == "," and self.is_listed(at)) or (lower in {"и", "-"} and follows(self.lower(at + 1)))

    def is_tail(self, token):
        if not token.text[0].isalpha() or is_preposition(token.lower):
            return False
        is_name = token.is_capital and not is_small(token.lower)
        return is_name or (follows(token.lower) and (token.is_capital or not is_small(token.lower)))

    def subject_before(self, verb, word):
        """Return the span (first, head, after) of the subject before the token of a verb, or None."""
        wanted = numbers_of(word)
        nearest = verb - 1
        while is_adverb(self.lower(nearest)) or self.lower(nearest) in word_set("adverbs"):
            nearest -= 1
        if self.lower(nearest) in CONJUNCTIONS:
            return None
        first = self.first_of(verb)
        phrases = self.phrases(first, verb)
        fitting = [
            phrase
            for phrase in [*self.pairs(phrases, wanted), *phrases]
            if self.numbers_of(phrase) & wanted and agrees_in_gender(self.lower(phrase[1]), word)
        ]
        animate = [phrase for phrase in fitting if is_animate(self.lower(phrase[1]))]
        return (animate or fitting or [self.group_at(nearest, wanted)])[-1]

    def group_at(self, at, wanted):
        """Return the span of a group that looks like a genitive: "по итогам встречи стороны договорились", or None."""
        nouns = word_set("collectives") | word_set("speaking_places")
        is_group = at >= 0 and lemmas(self.lower(at)) & nouns and wanted == {"plur"}
        return (at, at, at + 1) if is_group and "plur" in nominative_numbers(self.lower(at)) else None

    def pairs(self, phrases, wanted):
        """Return pairs of phrases with "и" between, if the verb is in the plural: "Россия и Япония"."""
        if wanted != {"plur"}:
            return []
        both = pairwise(phrases)
        return [(a[0], a[1], b[2]) for a, b in both if b[0] == a[2] + 1 and self.lower(a[2]) == "и"]

    def numbers_of(self, phrase):
        """Return the numbers of a phrase, which include the plural if it has an "и"."""
        first, head, after = phrase
        is_pair = any(token.lower == "и" for token in self.tokens[first:after])
        return self.numbers(head) | (frozenset({"plur"}) if is_pair else frozenset())

    def verb_before(self, at):
        """Return the index of the last finite verb before an index, or None."""
        return next((k for k in range(at - 1, -1, -1) if is_predicate(self.lower(k))), None)

    def subject_after(self, at, verb):
        """Return the span of the subject that begins at a token, or None."""
        wanted, last = numbers_of(self.lower(verb)), len(self.tokens)
        head = self.head_at(at, last)
        if head is None:
            return None
        end = self.phrase_end(head, last)
        other = self.head_at(end + 1, last) if wanted == {"plur"} and self.lower(end) == "и" else None
        if other is not None and not self.numbers(head) & wanted:
            # "Идею поддержали Рига и Осло" (Riga and Oslo supported the idea).
            end = self.phrase_end(other, last)
        return (at, head, end) if self.numbers_of((at, head, end)) & wanted else None
