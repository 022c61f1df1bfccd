"""The genders that names, titles and forms of address reveal."""

import re
from functools import cache

from anyascii import anyascii

from proceedings.importing.reports.grammar import FEMININE, MASCULINE
from proceedings.importing.reports.lexicon import words

GENDERS = {
    FEMININE: frozenset(
        {"ms", "mrs", "miss", "lady", "dame", "madam", "queen", "chairwoman", "spokeswoman", "councilwoman"}
    ),
    MASCULINE: frozenset(
        {"mr", "sir", "lord", "king", "prince", "chairman", "spokesman", "councilman", "sheikh", "pope"}
    ),
}
# Forms of address, which are surer than a first name.
FORMS = frozenset({"ms", "mrs", "miss", "lady", "dame", "madam", "queen", "mr", "sir", "lord", "king", "prince"})
# The parts of a name that reveal a gender if the first name does not.
PARTS = [
    (
        FEMININE,
        re.compile(
            r"\b(?:[\w'-]+(?:ovna|evna|ichna|dottir)|bint|binti|kyzy|qizi|gyzy|kaur|begum|khatun|bibi|devi|thi)\b"
        ),
    ),
    (MASCULINE, re.compile(r"\b(?:[\w'-]+(?:ovich|evich)|bin|ibn|ogly|oglu|uulu)\b")),
    (FEMININE, re.compile(r"\b[\w'-]+(?:ova|eva|skaya|skaia|ckaya)$")),
    (MASCULINE, re.compile(r"\b[\w'-]{2,}(?:ov|ev|skiy|skii)$")),
]


def gender_of(mention):
    """Return the gender that a title, form of address or first name reveals, or "": "Ms Ash", "the chairwoman"."""
    parts = {word.lower().strip(".") for word in f"{mention.text} {mention.post}".split()}
    by_title = next((gender for gender, words_ in GENDERS.items() if parts & words_), "")
    # "The chairman, Ann Ash".
    is_office = not parts & FORMS
    name = anyascii(mention.name).lower()
    first, _space, others = name.partition(" ")
    by_name = first_names().get(first) or next((gender for gender, part in PARTS if part.search(others)), "")
    return by_name or by_title if is_office else by_title or by_name


@cache
def first_names():
    """Return {first name: gender} of names that reveal it."""
    return {name.strip(): gender for gender, names in words("en")["first_names"].items() for name in names.split(",")}
