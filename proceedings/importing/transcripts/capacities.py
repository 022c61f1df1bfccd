"""Split a printed label into a person's name and the post printed with it."""

import re
from typing import NamedTuple

from .forms import SEPARATED_BY_DASH, is_capitalised, is_office, without_spaces
from .han_labels import HAN, HAN_PERSON, part_han, without_suffix
from .vocabulary import (
    country_names,
    is_connective,
    is_honorific,
    is_media,
    is_note,
    is_particle,
    is_post,
    is_postnominal,
    is_translation,
    is_unnamed,
    is_voice,
    words_of,
)

LAST_PARENTHESES = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*\Z")
INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}$")
GLUED_INITIALS = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2,})")
GLUED = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_])")
# The endings of patronymics, after which comes the family name.
PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|ievich|ovna|evna|ichna|ович|евич|ьич|овна|евна|ична)$", re.IGNORECASE)
TURNED = re.compile(r"([^\W\d_][\w’'-]+), ([^\W\d_][\w’'-]+)(?: (?:[^\W\d_][\w’'-]+|[^\W\d_]\.))?\Z")
PARENTHESES_BEFORE_COMMA = re.compile(r"(?P<name>[^(),]+?) ?\((?P<note>[^()]+)\), (?P<post>[^()]+)\Z")
LINE_BREAK = re.compile(r"(?<=[\w.)])[ \t]*\n\s*(?=\w)")
# A word in capitals without a vowel is an abbreviation.
VOWEL = re.compile("[AEIOUYÀ-ÝАЕЁИОУЫЭЮЯІЇЄ]")
# "McDONALD" and "DeLAURO".
CAPITALS_WITHIN = re.compile(r"(?<=[A-Z][a-z])[A-Z]{3,}$|(?<=[A-Z][a-z]{2})[A-Z]{3,}$")
END_OF_NAME = re.compile(r"(?<=[^\W\d_]{3})\.\s|[,;]\s|\s[-–—]\s")
# "Ms. BERG of North Shore", as in records of the United States Congress.
OF_STATE = re.compile(r"(?P<name>\w+\.? (?:[^\W\d_a-z][^\W\d_a-z’'-]+ ?)+) (?P<post>of [^\W\d_]\w+(?: [^\W\d_]\w+)?)\Z")
NATIONALITY = re.compile(r"\w{3,}(?:ian|ish|ese|ch)$")
# "Lord Ash of Mere", whose place is part of the name.
PEER = re.compile(
    r"(?:Lord|Lady|Baroness|Baron|Viscount|Viscountess|Earl) [^\W\d_][\w’'-]+ of [^\W\d_][\w’'-]+( [^\W\d_][\w’'-]+)*$"
)
# Letters of a surname in capitals. A shorter word can be an abbreviation.
SHORTEST_CAPITALS = 3
JOINED, LONGEST_JOINT = re.compile(r"\s+(?:and|et|y|und|и|&)\s+"), 80
# These are no names even in a label in capitals, where other small words, such as "To", can be names.
ALWAYS_SMALL = {"of", "the", "and", "for"}
# The most and the usual number of words of a name: "Tamim bin Hamad Al Thani".
MOST_WORDS, USUAL = 6, 2


class Capacity(NamedTuple):
    """`name` is "" if the label names nobody. `is_translated` is whether it marks the words as a translation."""

    name: str
    post: str = ""
    is_translated: bool = False


def part(printed, known=()) -> Capacity:
    """Return the Capacity of a printed label. `known` are folded names that the document also prints alone."""
    printed = printed.strip()
    remarks = []
    # Take notes only from the end: parentheses inside a post belong to it.
    while notes := LAST_PARENTHESES.search(printed):
        remarks.insert(0, notes[0].strip("()[]（） "))
        printed = printed[: notes.start()].rstrip()
    is_translated = any(map(is_translation, remarks))
    posts = [remark for remark in remarks if remark and not is_note(remark)]
    # A line break separates a name from the post below it.
    printed = LINE_BREAK.sub(", ", printed.strip("[]<> \n"))
    text = " ".join(printed.split()).strip(" ,*_")
    text = without_spaces(GLUED_INITIALS.sub(" ", text))
    if is_voice(text.partition(" ")[0]) or is_media(text):
        # "Question from a journalist of Le Monde".
        return Capacity("", "", is_translated)
    if between := PARENTHESES_BEFORE_COMMA.match(text):
        # "Anna Berg (Green), rapporteur".
        text, posts = (
            between["name"],
            [between["note"], *([] if is_note(between["post"]) else [between["post"]]), *posts],
        )
    name, post = part_text(text, known) if text and not is_unnamed(text) else ("", "")
    persons = [remark for remark in map(without_post, posts) if is_person(name_in(remark)) or HAN_PERSON.match(remark)]
    is_nameless = not name or (is_office(text.split()) and any(map(is_post, text.split())))
    if text and is_nameless and len(persons) == 1:
        # "The Chair (Anna Berg)".
        name = name_in(persons[0])
        return Capacity(
            as_name(without_suffix(name)),
            joined_posts(text, persons[0][len(name) :].strip(" .,;–—-")),
            is_translated,
        )
    if not text or is_unnamed(text):
        return Capacity("", "", is_translated)
    return Capacity(as_name(name), joined_posts(post, *posts), is_translated)


def without_post(remark):
    """Return a note without a post of one word before a name, as in "Deputy Anna Berg"."""
    first, _space, name = remark.partition(" ")
    return name if is_post(first) and is_person(name) else remark


def joined_posts(*posts):
    return ", ".join(filter(None, posts))


def name_in(remark):
    """Return the name at the beginning of a note, before a party or a post: "Anna Berg. Green - North"."""
    return END_OF_NAME.split(remark, maxsplit=1)[0]


def joint_names(printed):
    """Return the names of a label of two persons, such as “Anna Berg and Li Wei”; [] for any other label."""
    names = JOINED.split(printed.strip()) if len(printed) <= LONGEST_JOINT else []
    return names if len(names) == USUAL and all(map(is_person, names)) else []


def part_text(text, known):
    """Return (name, post) of a label without parentheses."""
    words = text.split()
    if len(words) > USUAL and is_postnominal(words[-1]):
        name, post = part_text(" ".join(words[:-1]), known)
        return name, joined_posts(post, words[-1])
    if fold(text) in known or is_whole_name(text):
        return text, ""
    if (of_state := OF_STATE.match(text)) and is_honorific(words[0]):
        return of_state["name"], of_state["post"]
    if not without_country(words)[0]:
        # A country alone is a delegation, not a person.
        return "", text
    return part_known(words, known) or part_sides(text) or part_words(words)


def part_known(words, known):
    """Return (name, post) of a Chinese label, or of a label that ends with a known name, or None."""
    if all(map(HAN.fullmatch, words)) and len(words) <= USUAL:
        return part_han(words)
    for length in range(min(MOST_WORDS, len(words) - 1), 1, -1):
        if fold(" ".join(words[-length:])) in known:
            return " ".join(words[-length:]), cleaned(words[:-length])
    return None


def is_whole_name(text):
    """Return whether a label with a comma or "of" is a name as a whole: "Berg, Anna" and "Lord Ash of Mere"."""
    turned = TURNED.match(text)
    is_turned = (
        turned
        and not is_honorific(turned[2])
        and not is_post(turned[1])
        and not turned[1].isupper()
        and is_of_name(turned[2])
    )
    return bool(PEER.match(text) or is_turned)


def part_sides(text):
    """Return (name, post) of a label with a comma or a dash between both, or None."""
    for before, after in separations(text):
        # "Ivan Petrov, Minister of Health", but "Natural Resources, Environment Minister Ivan Petrov".
        if is_person(before) and (INITIAL.match(before.split()[-1]) or not all(part_words(after.split()))):
            return before, after
        if is_person(after) and not is_person(before):
            return after, before
    return None


def separations(text):
    """Yield the two sides of each comma and each dash in a label, outside parentheses."""
    for match in [*re.finditer(r",\s*", text), *SEPARATED_BY_DASH.finditer(text)]:
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            yield text[: match.start()].strip(), text[match.end() :].strip()


def is_person(text):
    """Return whether a text is exactly a name of more than one word."""
    words = text.split()
    return 1 < len(words) <= MOST_WORDS and all(map(is_of_name, words)) and not without_country(words)[1]


def part_words(words):
    """Return (name, post): the name is the longest end of the words without a post, body or country."""
    start = len(words)
    while start and is_of_name(words[start - 1]) and len(words) - start < MOST_WORDS + 2:
        start -= 1
    while 0 < start < len(words) and is_particle(words[start]) and not is_capitalised(words[start]):
        start += 1
    if start == 0 or is_surname_of_post(words):
        return " ".join(words), ""
    tail, has_country = without_country(words[start:])
    start = len(words) - len(tail)
    if len(tail) == 1 and not has_country and is_connective(words[start - 1]):
        return "", " ".join(words)
    if tail and not has_country and (is_connective(words[start - 1]) or is_part_of_state(words[start - 1])):
        # "Head of Tatarstan Rustam Minnikhanov": the name of a place goes with the post.
        is_of_clergy = not words_of("clergy").isdisjoint(map(str.casefold, words))
        start = max(start, len(words) - (1 if is_of_clergy else usual_length(tail)))
    if start == len(words):
        return "", " ".join(words)
    return " ".join(words[start:]), cleaned(words[:start])


def is_part_of_state(word):
    return word.casefold() in words_of("parts_of_states")


def is_surname_of_post(words):
    """Return whether two words are a given name and a surname that is a post as well, such as "John Major"."""
    given, *others = words
    return (
        len(others) == 1
        and others[0].casefold() in words_of("surnames")
        and is_of_name(given)
        and not NATIONALITY.search(given)
        and not without_country(words)[1]
    )


def is_of_name(word):
    if INITIAL.match(word):
        return True
    if not set("()[]«»").isdisjoint(word):
        return False
    is_small = is_connective(word) and not is_particle(word) and (word[0].islower() or word.casefold() in ALWAYS_SMALL)
    return not is_small and not is_post(word) and not word.endswith(",") and (is_capitalised(word) or is_particle(word))


def without_country(words):
    """Return (words without a country at their beginning, whether they had one)."""
    for length in range(min(5, len(words)), 0, -1):
        if tuple(word.casefold() for word in words[:length]) in country_names():
            return words[length:], True
    return words, False


def usual_length(words):
    """Return how many words at the end are a usual name: two, with patronymics, particles and initials."""
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
    """Return the words of a post as a text; "" for a mere form of address."""
    words = [] if all(map(is_honorific, without_article(words))) else words
    return " ".join(words).strip(" ,–—-")


def without_article(words):
    """Return words without the article before a form of address, as in "El señor"."""
    return words[1:] if len(words) > 1 and len(words[0]) < len("the") and is_honorific(words[1]) else words


def as_name(name):
    """Return the name without a form of address, and with words in capitals in title case."""
    words = name.split() if PEER.match(name) else without_article(name.split())
    has_address = False
    while not PEER.match(name) and len(words) > 1 and is_honorific(words[0]):
        words, has_address = words[1:], True
    if " ".join(words).isupper() and (has_address or sum(map(len, words)) > SHORTEST_CAPITALS):
        words = [word if INITIAL.match(word) else word.title().replace("’S", "’s") for word in words]
    words = [CAPITALS_WITHIN.sub(lambda capitals: capitals[0].title(), word) for word in words]
    if len(words) == USUAL and not words[0].isupper() and is_surname_in_capitals(words[1]):
        # "Anna BERG", as in French and in documents of European institutions.
        words[1] = words[1].title()
    name = " ".join(words)
    if len(name) > SHORTEST_CAPITALS:
        name = without_suffix(name)
    # Initials alone stay as they are.
    return name if all(map(INITIAL.match, words)) else GLUED.sub(" ", name)


def is_surname_in_capitals(word):
    return word.isupper() and word.isalpha() and len(word) >= SHORTEST_CAPITALS and bool(VOWEL.search(word))


def fold(name):
    return " ".join(name.casefold().replace(".", " ").split())
