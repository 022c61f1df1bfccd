"""A speaker's name as a reference has it: family name and given name in their own order, or one whole."""

from proceedings.models.slugs import slugify
from proceedings.text import citation_text


def name_variable(speaker) -> dict:
    """The name as a CSL name variable; native scripts are kept as they stand on record.

    The record tells the family name by its name for sorting (Norov, Vladimir). A name whose own order begins with it
    (Xie Fuzhan) has CSL's `static-ordering`. Where no family name is on record the name is a `literal`, since to guess
    one would turn names around.
    """
    family, comma, _given = speaker.sort_name.partition(",")
    name = citation_text(speaker.name)
    words = name.split()
    for cut in range(1, len(words)) if comma else ():
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        # Spelled alike in Latin letters: «Норов» is the family name of “Norov, Vladimir”.
        if slugify(tail) == slugify(family):
            return {"family": tail, "given": head}
        if slugify(head) == slugify(family):
            return {"family": head, "given": tail, "static-ordering": True}
    return {"literal": name}


def inverted(name: dict) -> str:
    """A name variable as files of references sort it: “Norov, Vladimir”, but “Xie Fuzhan” in its own order."""
    if "literal" in name:
        return name["literal"]
    separator = " " if name.get("static-ordering") else ", "
    return f"{name['family']}{separator}{name['given']}"


def parted(name: dict) -> str:
    """Family name and given name with a comma between, for formats that know no other order: “Xie, Fuzhan”."""
    return name.get("literal") or f"{name['family']}, {name['given']}"
