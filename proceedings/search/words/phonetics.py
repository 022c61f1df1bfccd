"""The approximate sound of names, equal for the usual romanisations of one name."""

import re

# Applied in this order. Finally, doubled letters become single.
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch|sh", "s"),
        ("tch|ch|cz", "c"),
        ("zh", "z"),
        ("kh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("ts|tz", "c"),
        ("ck|q|c(?![eicyj])", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("[yj]", "i"),
        # Müller and Mueller; Yelena and Elena, Matveyenko and Matveenko.
        ("(?<=[aou])e", ""),
        (r"(?:\b|(?<=[aeou]))i+(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    )
]


def sound(word):
    """The sound of a word in lower-case ASCII.

    >>> {sound(word) for word in ("sergey", "sergei", "sergej")}, {sound("yuriy"), sound("iurii"), sound("juri")}
    ({'sergei'}, {'uri'})
    """
    if len(word) == 1:
        return word
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return word
