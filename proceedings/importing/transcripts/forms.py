"""Rules about the form of labels: whether words can name a speaker."""

import re

from .vocabulary import (
    is_connective,
    is_fact,
    is_heading_word,
    is_honorific,
    is_media,
    is_particle,
    is_post,
    is_unnamed,
    words_of,
)

MOST_WORDS, MOST_PLAIN_WORDS, LONGEST_PLAIN = 45, 16, 120
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
# A full stop, unless it ends an initial or a short abbreviation.
SENTENCE_END = re.compile(r"(?<![^\W\d_])[.](?=\s)|(?<=[^\W\d_]{5})[.](?=\s)|[!?。！？;；…]")
SEPARATED_BY_DASH = re.compile(r"\s+(?:--|[-–—])\s+")
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
SPACED_HAN = re.compile(r"[\u3400-\u9fff](?:\s+[\u3400-\u9fff]){1,3}")
CLOSING_QUOTE = re.compile("[\"”»’']")
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,3}|[^\W\d_a-z]{2,3}")
ARTICLES = {"The", "THE"}
OPENING_QUOTES = "\"“”„«»'‘"


def without_spaces(name):
    """Return a Chinese name or word without the spaces that set its characters apart: "李　伟"."""
    return "".join(name.split()) if SPACED_HAN.fullmatch(name) else name


def is_label(printed):
    """Return whether words before a colon or another sign can be a label, whether they are set off or not."""
    name = PARENTHESES.sub("", printed).strip()
    return (
        bool(name)
        and any(map(str.isalpha, name))
        and len(name.split()) <= MOST_WORDS
        and not (name[0] in OPENING_QUOTES and not CLOSING_QUOTE.search(name, 1))
        and not SENTENCE_END.search(name)
        and not is_fact(name)
    )


def is_name_like(printed):
    """Return whether words look like a person, with or without a post, even if nothing sets them off."""
    name = PARENTHESES.sub("", printed).strip().strip("[]")
    if is_unnamed(name) or is_media(name) or SPACED_HAN.fullmatch(name):
        return True
    # Only look at the name: a post after a comma or a dash may consist of any words.
    name = SEPARATED_BY_DASH.split(name.partition(",")[0])[0]
    words = name.split()
    if not words or len(words) > MOST_PLAIN_WORDS or len(name) > LONGEST_PLAIN or not is_label(printed):
        return False
    if is_connective(words[-1]) or (is_connective(words[0]) and not is_office(words)):
        return False
    if any(map(is_heading_word, words)) and not any(map(is_post, words)):
        return False
    return is_capitalised(words[0]) and all(
        is_capitalised(word) or is_particle(word) or is_connective(word) or is_post(word) or is_honorific(word)
        for word in words
    )


def is_office(words):
    """Return whether words begin with an article and an office or form of address: "The Chair", "El señor Paz"."""
    return len(words) > 1 and (is_honorific(words[1]) or (words[0] in ARTICLES and any(map(is_post, words[1:]))))


def is_capitalised(word):
    """Return whether a word begins with a capital, or with a letter of a script without capitals."""
    first = word.lstrip("(“\"«'’")[:1]
    return first.isalpha() and not first.islower()


def is_full(printed):
    """Return whether a name-like label has more than one capitalised word, or a form of address."""
    name = PARENTHESES.sub("", printed)
    words = name.split()
    if (
        is_unnamed(name)
        or HAN_NAME.fullmatch(without_spaces(name.strip()))
        or any(post in name for post in words_of("joined_posts"))
    ):
        return True
    return (len(words) > 1 and sum(map(is_capitalised, words)) > 1) or is_honorific(words[0])
