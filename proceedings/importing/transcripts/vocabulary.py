"""The words by which labels are read: `data/labels.yaml`, one list for each purpose and language."""

import re
from functools import cache
from pathlib import Path

from django_countries.data import COUNTRIES
from langcodes import Language

from proceedings.importing.word_lists import read_word_lists
from proceedings.models.names.words import BODIES, HONORIFICS, PARTICLES

FILE = Path(__file__).parent / "data" / "labels.yaml"
# The languages in which country names are recognised inside posts.
COUNTRIES_IN = ("en", "ru", "fr", "es", "de")
# "END  2:20 P.M. EST", as in transcripts of the White House.
END_AND_TIME = re.compile(r"end[ \xa0\t]+\d{1,2}[:.]\d\d [ap]\.?m\.?( [a-z]{2,4})?\Z")
# "d'Arc"
JOINED_PARTICLE = re.compile(r"(?:d|l|dell|dall|del)['’](?=[^\W\d_a-z])")
# From this many characters on, a Chinese word before "reporter" is an outlet and not a name.
LONGEST_HAN = 4
# The most words of a line such as "Anna Berg stopped transcription".
LONGEST_OF_PROGRAM = 8
# Read on import, so that child processes that read documents share the words.
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
    words = [word.strip(".#") for word in text.casefold().strip(" .[]<>").split()]
    if all(len(word) == 1 and word > "\u3400" for word in words):
        # "主 持 人"
        words = ["".join(words)]
    if len(words) == 1:
        # "Speaker1"
        words = [words[0].rstrip("0123456789") or words[0]]
    if len(words) > 1 and (words[-1].isdecimal() or len(words[-1]) == 1):
        words.pop()
    return " ".join(words) in words_of("unnamed")


def is_reporter(text):
    """Return whether a Chinese label is that of a reporter, as in "中新社记者"."""
    return text.endswith(("记者", "記者"))


def is_group(text):
    """Return whether a label stands for several members of an assembly: "Plusieurs députés du groupe de l’eau"."""
    words = text.casefold().replace(".", "").split()
    return len(words) > 1 and is_voice(words[0]) and not words_of("groups").isdisjoint(words[1:3])


def is_media(text):
    """Return whether a label stands for the press: "Reuters", "China Daily", "中新社记者"."""
    words = text.casefold().split()
    if not words or " ".join(words) in words_of("media"):
        return bool(words)
    if len(words) > 1 and words[-1] in words_of("media_endings"):
        return True
    outlet = text[:-2]
    return is_reporter(text) and (len(outlet) >= LONGEST_HAN or outlet.endswith(tuple(words_of("press_ends"))))


def is_fact(text):
    """Return whether the words before a colon are about the document, such as "Date"."""
    return text.casefold().strip(" .*_") in words_of("facts")


def is_translation(text):
    """Return whether a remark beside a label says that the words are a translation."""
    text = text.casefold()
    return any(phrase in text for phrase in words_of("translated"))


def is_note(remark):
    """Return whether a remark beside a label is about how the words are said, and names no post: "(in English)"."""
    manner = remark.casefold().strip("()[]（） .").replace("'", "’")
    is_manner = manner in words_of("manners") or f"{manner} ".startswith(beginnings("manner_beginnings"))
    return is_manner or is_translation(remark)


@cache
def beginnings(purpose):
    """Return the phrases of a list as whole words, for `startswith`."""
    return tuple(f"{phrase} " for phrase in words_of(purpose))


def is_sound(text):
    """Return whether words in brackets are those of a sound in a recording, such as "Door Creaking"."""
    words = text.casefold().split()
    return not words_of("sounds").isdisjoint(words) or any(word.endswith("ing") for word in words)


def is_heading_word(word):
    """Return whether a word begins or ends headings, not the names of persons."""
    return word.casefold() in words_of("headings")


def is_voice(word):
    """Return whether a word begins labels of voices without a name, such as "Shout from the floor"."""
    return word.casefold() in words_of("voices")


def is_end(line):
    """Return whether a line marks the end of a meeting or of the text."""
    line = line.casefold().strip(" .…*_()[]")
    is_time = any(map(str.isdecimal, line)) and line.startswith(tuple(words_of("times_of_meetings")))
    return is_time or bool(END_AND_TIME.match(line)) or line in words_of("ends") or is_of_program(line)


def is_of_program(line):
    """Return whether a transcription program has added a line."""
    line = line.casefold().strip()
    is_short = len(line.split()) <= LONGEST_OF_PROGRAM
    if line in words_of("program_lines"):
        return True
    return line.startswith(tuple(words_of("program_beginnings"))) or (
        is_short and line.endswith(tuple(words_of("program_endings")))
    )


def is_post(word):
    """Return whether a word names a post or a body, so that it is no part of a person's name."""
    if word.endswith(".") and word[:-1].casefold() in words_of("abbreviated_posts"):
        return True
    word = word.casefold().strip(".,’'\"“”«»")
    word = word.removesuffix("’s").removesuffix("'s")
    return word in words_of("posts") or word in words_of("organisations") or (word in BODIES and word != "chair")


def is_postnominal(word):
    """Return whether letters after a name stand for an office or a degree: "MP" and "Ph.D."."""
    letters = word.replace(".", "")
    return sum(map(str.isupper, letters)) > 1 and letters.casefold() in words_of("postnominals")


def is_abbreviated(word):
    """Return whether a word before a full stop is an abbreviated post, as in "Lt. Gen."."""
    return word.casefold() in words_of("abbreviated_posts")


def is_connective(word):
    return word.casefold() in words_of("connectives")


def is_particle(word):
    is_joined = bool(JOINED_PARTICLE.match(word))
    return (
        is_joined
        or word.casefold() in PARTICLES
        or word.casefold().startswith(("al-", "el-", "ad-", "as-", "ar-", "an-"))
    )


def is_honorific(word):
    word = word.casefold().rstrip(".")
    return word in HONORIFICS or word in words_of("honorifics")
