"""Part a printed label into a person's name and the post that is printed with it."""

import re
from typing import NamedTuple

from .labels import PARENTHESES, SEPARATED_BY_DASH, is_capitalised
from .vocabulary import (
    country_names,
    is_connective,
    is_honorific,
    is_particle,
    is_post,
    is_translation,
    is_unnamed,
    words_of,
)

INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}$")
GLUED_INITIALS = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2,})")
# The ends of Russian and of Arabic names of the father, after which comes the family name.
PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|ievich|ovna|evna|ichna|ович|евич|ьич|овна|евна|ична)$", re.IGNORECASE)
# Letters; fewer can be an abbreviation.
SHORTEST_CAPITALS = 3
HAN = re.compile(r"[\u3007\u3400-\u9fff·•]+")
LONGEST_HAN_NAME = 4
JOINED, LONGEST_JOINT = re.compile(r"\s+(?:and|et|y|und|и|&)\s+"), 80
# Labels in capitals have these in capitals too; others, such as "To", can be names there.
ALWAYS_SMALL = {"of", "the", "and", "for"}
# Words; "Tamim bin Hamad Al Thani".
MOST_WORDS, USUAL = 6, 2


class Capacity(NamedTuple):
    """`name` is "" if the label names nobody. `is_translated` is whether it says that the words are a translation."""

    name: str
    post: str = ""
    is_translated: bool = False


def part(printed, known=()) -> Capacity:
    """Return the Capacity of a printed label. `known` are names that the document prints alone as well."""
    remarks = [remark.strip("()[]（） ") for remark in PARENTHESES.findall(printed)]
    is_translated = any(map(is_translation, remarks))
    posts = [remark for remark in remarks if not is_translation(remark)]
    text = " ".join(PARENTHESES.sub(" ", printed).strip("[]<> ").split()).strip(" ,*_")
    text = GLUED_INITIALS.sub(" ", text)
    if not text or is_unnamed(text):
        # "The Chair (Anna Berg)".
        persons = [remark for remark in posts if is_person(remark)]
        name, post = (as_name(persons[0]), text) if text and len(persons) == 1 else ("", "")
        return Capacity(name, post, is_translated)
    name, post = part_text(text, {fold(each): each for each in known})
    return Capacity(as_name(name), ", ".join(filter(None, [post, *posts])), is_translated)


def joint_names(printed):
    """Return the names of a label of two persons, such as “Anna Berg and Li Wei”; of any other, an empty list."""
    names = JOINED.split(printed.strip()) if len(printed) <= LONGEST_JOINT else []
    return names if len(names) == USUAL and all(map(is_person, names)) else []


def part_text(text, known):
    """Return (name, post) of a label without parentheses."""
    if fold(text) in known:
        return text, ""
    if HAN.fullmatch(text):
        return part_joined(text)
    words = text.split()
    for length in range(min(MOST_WORDS, len(words) - 1), 1, -1):
        if fold(" ".join(words[-length:])) in known:
            return " ".join(words[-length:]), cleaned(words[:-length])
    for before, after in separations(text):
        # "Ivan Petrov, Minister of Health", but "Natural Resources, Environment Minister Ivan Petrov".
        if is_person(before) and not all(part_words(after.split())):
            return before, after
        if is_person(after) and not is_person(before):
            return after, before
    return part_words(words)


def part_joined(text):
    """Return (name, post) of a Chinese label, where the post stands before the name or after it."""
    ends = [at + len(post) for post in words_of("joined_posts") if (at := text.rfind(post)) != -1]
    if not ends:
        return text, ""
    if max(ends) < len(text):
        return text[max(ends) :], text[: max(ends)]
    post = max((post for post in words_of("joined_posts") if text.endswith(post)), key=len)
    name = text.removesuffix(post)
    return (name, post) if len(name) <= LONGEST_HAN_NAME else ("", text)


def separations(text):
    """Yield the two sides of each comma, and of each dash, of a label."""
    for match in [*re.finditer(r",\s*", text), *SEPARATED_BY_DASH.finditer(text)]:
        yield text[: match.start()].strip(), text[match.end() :].strip()


def is_person(text):
    """Return whether a text is a name of more than one word, and no more."""
    words = text.split()
    return 1 < len(words) <= MOST_WORDS and all(map(is_of_name, words)) and not without_country(words)[1]


def part_words(words):
    """Return (name, post): the name is the longest end of the words that no post, body or country is part of."""
    start = len(words)
    while start and is_of_name(words[start - 1]) and len(words) - start < MOST_WORDS + 2:
        start -= 1
    while start < len(words) and is_particle(words[start]) and not is_capitalised(words[start]):
        start += 1
    if start == 0:
        return " ".join(words), ""
    tail, has_country = without_country(words[start:])
    start = len(words) - len(tail)
    if len(tail) == 1 and not has_country and is_connective(words[start - 1]):
        return "", " ".join(words)
    if tail and not has_country and is_connective(words[start - 1]):
        # "Head of Tatarstan Rustam Minnikhanov": the name of a place goes with the post.
        start = max(start, len(words) - usual_length(tail))
    if start == len(words):
        return "", " ".join(words)
    return " ".join(words[start:]), cleaned(words[:start])


def is_of_name(word):
    if INITIAL.match(word):
        return True
    is_small = is_connective(word) and not is_particle(word) and (word[0].islower() or word.casefold() in ALWAYS_SMALL)
    return not is_small and not is_post(word) and not word.endswith(",") and (is_capitalised(word) or is_particle(word))


def without_country(words):
    """Return (words without a country at their beginning, whether there was one)."""
    for length in range(min(5, len(words)), 0, -1):
        if tuple(word.casefold() for word in words[:length]) in country_names():
            return words[length:], True
    return words, False


def usual_length(words):
    """Return the number of words at the end that make a usual name: two, and those between them."""
    if len(words) <= USUAL:
        return len(words)
    length = USUAL
    if PATRONYMIC.match(words[-2]):
        length += 1
    while length < len(words) and (is_particle(words[-length]) or INITIAL.match(words[-length])):
        length += 1
    while length + 1 < len(words) and is_particle(words[-length - 1]):
        # "Mohammed bin Zayed"
        length += 2
    return length


def cleaned(words):
    """Return the words of a post; forms of address are none."""
    words = [] if all(map(is_honorific, words)) else words
    return " ".join(words).strip(" ,–—-")


def as_name(name):
    """Return the name without a form of address before a surname, and in capitals only where its source is not."""
    words = name.split()
    while len(words) > 1 and is_honorific(words[0]):
        words = words[1:]
    if name.isupper() and sum(map(len, words)) > SHORTEST_CAPITALS:
        words = [word if INITIAL.match(word) else word.title().replace("’S", "’s") for word in words]
    return " ".join(words)


def fold(name):
    return " ".join(name.casefold().replace(".", " ").split())
