"""Speakers' names in citations: family name, given names, particles and suffix in their order, or one literal."""

import re

from proceedings.text import citation_text

# The variables of a CSL name, and the fields of a speaker.
PARTS = {
    "family": "family_name",
    "given": "given_name",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
}
# Chinese, Japanese and Korean names have no space between their parts.
WITHOUT_SPACES = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# After these a particle is written together with the name: al-Hakim, d'Alembert.
JOINING = ("-", "'", "’")


def name_variable(speaker) -> dict:
    """The name as a CSL name variable, in its original script.

    A name that begins with its family name (Xie Fuzhan) gets CSL's `static-ordering`. A name without a family name is a
    `literal`.
    """
    if not speaker.family_name:
        return {"literal": citation_text(speaker.name)}
    values = {part: citation_text(getattr(speaker, field)) for part, field in PARTS.items()}
    name = {part: value for part, value in values.items() if value}
    return name | {"static-ordering": True} if speaker.family_name_first else name


def joined(*words) -> str:
    """The words with spaces between them, except after an article such as al- or d'."""
    text = ""
    for word in filter(None, words):
        text += word if not text or text.endswith(JOINING) else f" {word}"
    return text


def family_with_particle(name: dict) -> str:
    """The family name with the particle that it keeps: van der Berg, al-Hakim."""
    return joined(name.get("non-dropping-particle"), name["family"])


def given_with_particle(name: dict) -> str:
    """The given names with the particle that the family name drops: Alexander von."""
    return joined(name.get("given"), name.get("dropping-particle"))


def inverted(name: dict) -> str:
    """A name variable in sorting order: “Norov, Vladimir”, but “Xie Fuzhan” and “唐鳳” in their own order."""
    if "literal" in name:
        return name["literal"]
    if not name.get("static-ordering"):
        return comma_separated(name)
    family, given = family_with_particle(name), given_with_particle(name)
    is_one_word = WITHOUT_SPACES.fullmatch(f"{family}{given}")
    return joined(f"{family}{given}" if is_one_word else joined(family, given), name.get("suffix"))


def comma_separated(name: dict) -> str:
    """Family name, given names and suffix with commas, for formats without name order: “Xie, Fuzhan”."""
    if "literal" in name:
        return name["literal"]
    return ", ".join(filter(None, [family_with_particle(name), given_with_particle(name), name.get("suffix")]))
