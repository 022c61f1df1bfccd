"""Names that end in the family name, as in most languages of Europe."""

import re
import unicodedata

from . import words as known

SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN"}
WITHOUT_CASE = {"HEBREW", "GEORGIAN"}
# d'Alembert, al-Hakim: the article may be in lower case.
WITH_ARTICLE = re.compile(r"[a-z]{1,3}['’-]\w")
CAPITAL_PARTICLES = known.words("Van Von De Del Della Di Da Do Dos Das Du Des La Le Los Al El Ben Mac St. Saint")
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
PATRONYMIC = re.compile(r"\w+(?:[оеё]вич|[иь]ич|овна|евна|ична)", re.IGNORECASE)
RUSSIAN_FAMILY_NAME = re.compile(r"\w{3,}(?:ов|ев|ёв|ова|ева|ёва|ский|ская|цкий|цкая|енко|швили)")
SPANISH_FAMILY_NAME = re.compile(
    r"\w+[eéií]z|garcía|silva|muñoz|romero|moreno|torres|ramos|castro|ortega|delgado|molina|morales|navarro|herrera|"
    r"flores|cruz|reyes|vega|soto|medina|rojas|mendoza|guerrero|cortés|aguilar|vargas|blanco|serrano|iglesias|santos",
    re.IGNORECASE,
)

# The number of words of a name and a family name, and of a name with another one between them.
TWO, THREE = 2, 3
NEITHER = [], []


def family_at_end(words, country):
    """Return (given names, family name with its particles) as lists of words, both empty if nothing shows them."""
    if "," in words:
        at = words.index(",")
        return (words[at + 1 :], words[:at]) if words.count(",") == 1 and words[-1] != "," else NEITHER
    scripts = {unicodedata.name(char, "").split()[0] for word in words for char in word if char.isalpha()}
    if len(words) < TWO or len(scripts) != 1 or not scripts <= SCRIPTS or not any(map(str.isalpha, words[-1])):
        return NEITHER
    if not scripts <= WITHOUT_CASE and not (starts_in_capital(words[0]) and all(map(is_part_of_a_name, words))):
        return NEITHER
    if INITIALS.fullmatch(words[-1]):
        at = next(at for at, word in enumerate(words) if all(map(INITIALS.fullmatch, words[at:])))
        return (words[at:], words[:at]) if at else NEITHER
    if scripts == {"CYRILLIC"} and (parts := russian(words)):
        return parts
    at = family_at(words, country)
    return (words[:at], words[at:]) if at else NEITHER


def starts_in_capital(word):
    letter = next(filter(str.isalpha, word), "")
    return not letter.islower()


def is_part_of_a_name(word):
    return starts_in_capital(word) or word in known.PARTICLES | known.CONJUNCTIONS or WITH_ARTICLE.match(word)


def russian(words):
    """Return (given names, family name) if one of them shows which it is, NEITHER in doubt, None for any other name."""
    if len(words) == TWO:
        if PATRONYMIC.fullmatch(words[1]):
            # Either a given name and a patronymic, or a southern Slavic family name.
            return NEITHER
        if RUSSIAN_FAMILY_NAME.fullmatch(words[0]) and not RUSSIAN_FAMILY_NAME.fullmatch(words[1]):
            return words[1:], words[:1]
    if len(words) == THREE and PATRONYMIC.fullmatch(words[2]):
        return NEITHER if PATRONYMIC.fullmatch(words[1]) else (words[1:], words[:1])
    return None


def family_at(words, country):
    """Return the index at which the family name begins, or 0 if nothing shows it."""
    if capitals := trailing_capitals(words):
        return len(words) - capitals
    if is_capitals(words[0]) and not is_capitals(words[-1]):
        return 0
    if known.PATRONYMIC_PARTICLES & {*words[1:-1]}:
        return first_of({"Al"}, words[1:]) and first_of({"Al"}, words)
    if len(words) > THREE and words[-2] in known.CONJUNCTIONS:
        return len(words) - THREE
    if particle := first_of(known.PARTICLES, words):
        return family_at_particle(words, particle, country)
    return first_of(CAPITAL_PARTICLES, words) or len(words) - family_words(words, country)


def first_of(particles, words):
    """Return the index of the first particle between the first and the last word, or 0."""
    return next((at for at, word in enumerate(words[:-1]) if at and word in particles), 0)


def family_at_particle(words, at, country):
    after = next(index for index in range(at, len(words)) if words[index] not in known.PARTICLES)
    if words[at] not in known.SPANISH_PARTICLES:
        return at
    if country in known.SPANISH:
        # Cristina Fernández de Kirchner, but María José de Borbón.
        return at if at == 1 or words[at - 1].lower() in known.SPANISH_GIVEN_NAMES else at - 1
    if country or (at == 1 and len(words) - after == 1):
        return at
    return 0


def family_words(words, country):
    """Return the number of words of a family name without particles."""
    if len(words) < THREE:
        return 1
    if words[-1].lower() in known.GENERATIONS:
        return 2
    if country in known.SPANISH:
        is_two = len(words) > THREE or words[1].lower() not in known.SPANISH_GIVEN_NAMES
    else:
        is_two = all(SPANISH_FAMILY_NAME.fullmatch(word) for word in words[-2:])
    return 2 if is_two else 1


def trailing_capitals(words):
    """Return how many words at the end are in capitals, as in Igor IVANOV; 0 if all or none are."""
    number = 0
    while number < len(words) and is_capitals(words[-1 - number]):
        number += 1
    return number if number < len(words) and not any(map(is_capitals, words[: -number or None])) else 0


def is_capitals(word):
    return len(word) > 1 and word.isupper() and word.isalpha()
