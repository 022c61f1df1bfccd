"""Titles and headlines in English, in many of which all words have capitals: "Senator Rips Rivals Over Bill"."""

import re
from dataclasses import replace

from anyascii import anyascii

from proceedings.importing.reports.analysis import analysis_of
from proceedings.importing.reports.attributions import NAMED, TITLED

from .continuation.narrator import narrated_subject
from .cues import cues_by_word
from .frames import SentenceReader
from .parts import parts_of
from .people.genders import first_names
from .tokens import FUNCTION_WORDS

# The most characters of a title, and the fewest of the words that must have capitals in it.
LONGEST_TITLE, SHORTEST_CAPITAL = 150, 5
# The fewest such words of a title that ends with a full stop.
MOST_CAPITALS = 5
# A form of address, and the fewest words of a full name.
STYLE, FULL_NAME = r"(?:Mr|Mrs|Ms|Miss|Dr)\.?", 2
WORD = re.compile(r"(?<=[\s'\"“-])[A-Z][a-z]+\b")


def without_titles(text, paragraphs):
    """Return (paragraphs, titles): the titles are the headline and the lines that are printed as titles."""
    lines = [text[slice(*span)] for span in paragraphs]
    titled = list(map(is_title, lines))
    if has_headline([line.rstrip() for line in lines]):
        titled[0] = True
    pairs = list(zip(paragraphs, titled, strict=True))
    return [span for span, apart in pairs if not apart], [span for span, apart in pairs if apart]


def is_title(line):
    """Whether a paragraph is printed as a title: its longer words have capitals."""
    listed = [word for word in line.split() if word[0].isalpha() and len(word) >= SHORTEST_CAPITAL]
    is_open = line.rstrip()[-1:].isalnum() or len(listed) >= MOST_CAPITALS
    is_line = len(line) <= LONGEST_TITLE and is_open and not (line.rstrip().endswith(".") and has_small_verb(line))
    return is_line and len(listed) > 1 and all(word[0].isupper() for word in listed)


def has_small_verb(line):
    """Whether a line has other words in small letters than "of" and "the": "Mayor Ash met with Governor Birch."."""
    words_ = (word.strip(".,") for word in line.split())
    return any(word.isalpha() and word.islower() and word not in FUNCTION_WORDS for word in words_)


def has_headline(paragraphs):
    """Whether the first of several paragraphs is a short one that does not end as a sentence, and most others do."""
    first, *others = paragraphs or [""]
    is_open = first[-1:].isalnum() or first.endswith(('"', "”"))
    ends = sum(each.endswith((".", '."', ".”")) for each in others)
    return bool(others) and is_open and len(first) <= LONGEST_TITLE and "." not in first and 2 * ends > len(others)


def sure_names(text, mentions):
    """Return the mentions of titles whose names are surely names, without the words behind them, and those of posts.

    Where all words have capitals, only what the text repeats is a name: "Ambassador Berg Addresses the Chamber".
    """
    cut = (name_again(text, mention) for mention in mentions)
    sure = [each for each in cut if text.count(each.name) > 1 or repeats(text, each.name)]
    return [each for each in sure if not is_place_of_somebody(text, each.name)]


def is_place_of_somebody(text, name):
    """Whether a name is a part of "Port of Old Elm" in "the Master of the Port of Old Elm, Ann Ash"."""
    return bool(re.search(rf"\bof (?:[A-Z]\w+ )*{re.escape(name)}, [A-Z]\w+ [A-Z]", text))


def name_again(text, mention):
    """Return "Ann Ash" of "Ann Ash Met", if the text has "Ann Ash" or "Mr Ash" again."""
    listed = mention.name.split()
    ends = range(len(listed), FULL_NAME - 1, -1)
    whole = [end for end in ends if text.count(" ".join(listed[:end])) > 1]
    # "Governor Ash Meets" and "Ann Ash".
    alone = len(listed) > 1 and re.search(rf"\b[A-Z][\w-]+ {re.escape(listed[0])}\b(?! {re.escape(listed[1])}\b)", text)
    whole += [1] if alone and not repeats(text, " ".join(listed[:FULL_NAME])) else []
    styled = (end for end in ends if re.search(rf"\b{STYLE} {re.escape(listed[end - 1])}\b", text))
    end = next(iter(whole), 0) or next(styled, len(listed))
    rest = mention.name.removeprefix(" ".join(listed[:end]))
    if not rest:
        return mention
    return replace(
        mention, end=mention.end - len(rest), text=mention.text.removesuffix(rest), name=" ".join(listed[:end])
    )


def repeats(text, name):
    """Whether a text has the surname of a name again: "Keynote: Ann Ash", and then "Ash" or "Mr Ash"."""
    first, _space, others = name.partition(" ")
    surname = others.rpartition(" ")[2]
    is_known = anyascii(first).lower() in first_names() and text.count(surname or name) > 1
    return is_known or bool(surname and re.search(rf"\b{STYLE} {re.escape(surname)}\b", text))


def attributions_of(text, titles):
    """Return the attributions of lines of a normalised text in which all words have capitals. They are no remarks."""
    known = frozenset(re.findall(r"\b[a-z]+\b", text))
    pieces, at = [], 0
    for start, end in titles:
        pieces += [text[at:start], WORD.sub(lambda match: in_small_letters(match[0], known), text[start:end])]
        at = end
    analysis = analysis_of("".join([*pieces, text[at:]]), titles, "en", SentenceReader, parts_of)
    for each in analysis.attributions:
        each.is_remark = False
    return [each for each in analysis.attributions if each.rule == "headline" or is_by_somebody(each)]


def is_by_somebody(attribution):
    """Whether the source of a headline is a person, not "Senators" or "Poll body"."""
    source = attribution.sources[0] if attribution.sources else None
    return bool(source) and source.manner in {NAMED, TITLED} and not narrated_subject().match(source.text)


def in_small_letters(word, known):
    """Return a word in small letters if the text has it so, or if it is a verb or a function word."""
    lower = word.lower()
    return lower if lower in known or lower in cues_by_word() or lower in FUNCTION_WORDS else word
