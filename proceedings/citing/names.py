"""Speakers' names in citations: family name and given name in their order, or one literal."""

from proceedings.models.columns.slugs import slugify
from proceedings.text import citation_text


def name_variable(speaker) -> dict:
    """The name as a CSL name variable, in its original script.

    The name for sorting (Norov, Vladimir) shows which part is the family name. A name that begins with its family name
    (Xie Fuzhan) gets CSL's `static-ordering`. Without a known family name the whole name is a `literal`, since a guess
    could turn it around.
    """
    family, comma, _given = speaker.sort_name.partition(",")
    name = citation_text(speaker.name)
    words = name.split()
    for cut in range(1, len(words)) if comma else ():
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        # Compare in Latin letters: «Норов» is the family name of “Norov, Vladimir”.
        if slugify(tail) == slugify(family):
            return {"family": tail, "given": head}
        if slugify(head) == slugify(family):
            return {"family": head, "given": tail, "static-ordering": True}
    return {"literal": name}


def inverted(name: dict) -> str:
    """A name variable in sorting order: “Norov, Vladimir”, but “Xie Fuzhan” in its own order."""
    if "literal" in name:
        return name["literal"]
    separator = " " if name.get("static-ordering") else ", "
    return f"{name['family']}{separator}{name['given']}"


def comma_separated(name: dict) -> str:
    """Family name, comma, given name, for formats without name order: “Xie, Fuzhan”."""
    return name.get("literal") or f"{name['family']}, {name['given']}"
