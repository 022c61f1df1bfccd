"""The place and the organisers of an event in a Chinese sentence."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

LISTED = r"(?P<listed>[^，。；：、“”]{2,60}?(?:、[^，。；：、“”]{2,40}?)*?)"
BY = re.compile(rf"由{LISTED}(?:联合|共同)?(?:主办|举办)")
TOGETHER = re.compile(rf"(?:^|，){LISTED}(?:联合|共同)(?:主办|举办)")
# The fewest characters of a name.
SHORTEST = 3
SEPARATORS = re.compile(r"(、|和|与|及|以及)")


def place_of(sentence):
    """Return the place at which a sentence says that the event was held, or ""."""
    match = held().search(sentence)
    return match["place"] if match and match["place"] not in words("zh")["event"]["nowhere"] else ""


@cache
def held():
    return re.compile(words("zh")["event"]["held"])


def organisers_of(sentence):
    """Return [(name, "")] of the bodies that a sentence names as organisers."""
    match = BY.search(sentence) or TOGETHER.search(sentence)
    if not match:
        return []
    names = divided(match["listed"])
    return [(name, "") for name in names] if all(map(is_body, names)) else []


def divided(listed):
    """Return the names in a list; a separator inside a name is part of it: 和平与发展研究所."""
    names, name = [], ""
    for piece in SEPARATORS.split(listed):
        if SEPARATORS.fullmatch(piece) and is_body(name):
            names.append(name)
            name = ""
        else:
            name += piece
    return [*names, name]


def is_body(name):
    return bool(re.search(alternatives(words("zh")["event"]["bodies"]) + "$", name)) and len(name) >= SHORTEST
