"""The names of months and weekdays in many languages, as Django's translations have them."""

from collections import defaultdict
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR

LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sk", "sl", "hr", "ro", "hu", "bg", "sv", "da"),
    *(
        "nb",
        "fi",
        "et",
        "lv",
        "lt",
        "el",
        "tr",
        "ar",
        "fa",
        "he",
        "kk",
        "uz",
        "id",
        "vi",
        "ja",
        "ko",
        "zh-hans",
        "zh-hant",
    ),
)
# Short forms that the translations lack.
MORE_MONTHS = {"jän": 1, "mrz": 3, "sept": 9, "juil": 7, "juin": 6}


def words_of(*tables):
    """{word: set of numbers}: in different languages, a word may be the name of different months."""
    numbers = defaultdict(set)
    for language in LANGUAGES:
        with translation.override(language):
            for table in tables:
                for number, word in table.items():
                    numbers[plain_word(str(word))].add(number)
    return dict(numbers)


def plain_word(word):
    return word.casefold().strip(" .,")


@cache
def months():
    return words_of(MONTHS, MONTHS_3, MONTHS_AP, MONTHS_ALT) | {word: {number} for word, number in MORE_MONTHS.items()}


@cache
def weekdays():
    return words_of(WEEKDAYS, WEEKDAYS_ABBR)


def month_of(word):
    """The number of the month that a word names in any of the languages; None if it names several or none."""
    numbers = months().get(plain_word(word), set())
    return next(iter(numbers)) if len(numbers) == 1 else None


def weekdays_of(word):
    """The numbers of the weekdays, from Monday as 0, that a word may name; none for another word."""
    return weekdays().get(plain_word(word), set())
