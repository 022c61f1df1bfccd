"""Queries for the record of records.py: words chosen by how many statements contain them."""

from .records import CHINESE, FREQUENCIES, RUSSIAN, WORDS, WORDS_PER_TEXT, WORDS_PER_TITLE


def word(share):
    """The word that occurs in about this share of the statements."""
    places = range(len(WORDS))
    return WORDS[min(places, key=lambda place: abs(share_of(place) - share))]


def share_of(place):
    weight = FREQUENCIES[place] - (FREQUENCIES[place - 1] if place else 0)
    return 1 - (1 - weight / FREQUENCIES[-1]) ** (WORDS_PER_TITLE + WORDS_PER_TEXT)


# {name: query}
QUERIES = {
    "common word": word(0.1),
    "rare word": word(0.0001),
    "two words": f"{word(0.1)} {word(0.05)}",
    "phrase": f'"{word(0.3)} {word(0.2)}"',
    "prefix": f"{word(0.01)[:4]}*",
    "one in a hundred": word(0.01),
    "one in a thousand": word(0.001),
    "either word": f"{word(0.1)} OR {word(0.05)}",
    "without a word": f"{word(0.1)} -{word(0.05)}",
    "eight words": " ".join(word(share) for share in (0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01)),
    "a kind": f"kind:question {word(0.1)}",
    "a theme": f"theme:theme-3 {word(0.1)}",
    "a speaker": f"speaker:speaker-7 {word(0.1)}",
    "a country": f"country:CN {word(0.1)}",
    "a period": f"after:2005 before:2012-03 {word(0.1)}",
    "Russian": RUSSIAN[10],
    "Chinese": "".join(CHINESE[10:12]),
    "misspelt": f"{word(0.1)[:-1]}xk",
}
# The first query has as many hits in a hundredth of the record as the second has in all of it.
ALIKE = {"common word": "one in a thousand", "one in a hundred": "rare word"}
