"""Web addresses in a text that are not marked up as links."""

import re

SCHEME = re.compile(r"(?<![\w.+-])https?\Z", re.IGNORECASE)
# Addresses in full, in ASCII: it would be a guess where one with other letters ends.
REST = re.compile(r"://[A-Za-z0-9][\w\-.~:/?#@!$&'()*+,;=%]*", re.ASCII)
ADDRESS = re.compile(rf"(?<![\w.+-])https?{REST.pattern}", re.ASCII | re.IGNORECASE)
# The end of a sentence or of emphasis, not of an address.
AFTER = ".,:;!?'*_~"


def address_end(text: str, start: int, end: int) -> int:
    """The end of the address text[start:end] without punctuation after it; `start` if it may go on in other letters."""
    if end < len(text) and text[end].isalnum():
        return start
    while end > start:
        last = text[end - 1]
        if last in AFTER or (last == ")" and text.count(")", start, end) > text.count("(", start, end)):
            end -= 1
        else:
            break
    return end


def addresses(text: str):
    """Yield the (start, end) of each web address in a text."""
    for match in ADDRESS.finditer(text):
        end = address_end(text, *match.span())
        if end > match.start():
            yield match.start(), end
