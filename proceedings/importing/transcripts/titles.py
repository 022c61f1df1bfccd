"""Titles of statements whose source gives them none."""

import re

from proceedings.markup import shortened

LONGEST = 80
FIRST_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")


def opening(words):
    """Return the first sentence, or its beginning: it tells a statement from the speaker's others.

    >>> opening("Thank you. We begin.")
    'Thank you.'
    """
    words = words.strip()
    match = FIRST_SENTENCE.match(words)
    return shortened(" ".join((match[0] if match else words).split()), LONGEST)
