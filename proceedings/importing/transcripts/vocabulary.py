"""The words by which labels are read: `data/labels.yaml`, one list for each purpose and language."""

from functools import cache
from pathlib import Path

from django_countries.data import COUNTRIES
from langcodes import Language

from proceedings.importing.word_lists import read_word_lists
from proceedings.models.names.words import BODIES, HONORIFICS, PARTICLES

FILE = Path(__file__).parent / "data" / "labels.yaml"
# The languages whose names of countries occur inside posts.
COUNTRIES_IN = ("en", "ru", "fr", "es", "de")
# Read at once, so that the children that read documents have them.
WORDS = read_word_lists(FILE)


@cache
def words_of(purpose: str) -> frozenset:
    """Return the words and phrases of a list, of all languages, case-folded."""
    return frozenset(str(word).casefold() for words in WORDS[purpose].values() for word in words)


@cache
def country_names() -> frozenset:
    """Return the names of countries and regions as tuples of case-folded words."""
    languages = [Language.make(territory=code) for code in COUNTRIES]
    names = (language.territory_name(tag) for language in languages for tag in COUNTRIES_IN)
    return frozenset(tuple(name.casefold().split()) for name in (*names, *words_of("places")))


def is_unnamed(text):
    """Return whether a label names nobody, such as "Question", "Speaker 2" or "主持人"."""
    words = [word.strip(".") for word in text.casefold().strip(" .[]<>").split()]
    if len(words) > 1 and (words[-1].isdecimal() or len(words[-1]) == 1):
        words.pop()
    return " ".join(words) in words_of("unnamed")


def is_fact(text):
    """Return whether the words before a colon are about the document, such as "Date"."""
    return text.casefold().strip(" .*_") in words_of("facts")


def is_translation(text):
    """Return whether a remark beside a label says that the words are a translation."""
    text = text.casefold()
    return any(phrase in text for phrase in words_of("translated"))


def is_note(remark):
    """Return whether a remark beside a label is about how the words are said, and names no post: "(in English)"."""
    return is_translation(remark) or remark.casefold().strip("()[]（） .") in words_of("manners")


def is_heading_word(word):
    """Return whether a word begins or ends headings, not the names of persons."""
    return word.casefold() in words_of("headings")


def is_voice(word):
    """Return whether a word begins labels of voices without a name, such as "Shout from the floor"."""
    return word.casefold() in words_of("voices")


def is_end(line):
    """Return whether a line is the source's own, about the end of a meeting or of its text."""
    line = line.casefold().strip(" .…*_()[]")
    is_time = any(map(str.isdecimal, line)) and line.startswith(tuple(words_of("times_of_meetings")))
    return is_time or line in words_of("ends")


def is_post(word):
    """Return whether a word names a post or a body, so that it is no part of a person's name."""
    if word.endswith(".") and word[:-1].casefold() in words_of("abbreviated_posts"):
        return True
    word = word.casefold().strip(".,’'\"“”«»")
    word = word.removesuffix("’s").removesuffix("'s")
    return word in words_of("posts") or word in words_of("organisations") or (word in BODIES and word != "chair")


def is_connective(word):
    return word.casefold() in words_of("connectives")


def is_particle(word):
    return word.casefold() in PARTICLES or word.casefold().startswith(("al-", "el-", "ad-", "as-", "ar-", "an-"))


def is_honorific(word):
    word = word.casefold().rstrip(".")
    return word in HONORIFICS or word in words_of("honorifics")
