"""Titles for statements without one in their source."""

import re

from proceedings.markup import shortened

LONGEST = 80
FIRST_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]?")


def opening(words):
    """Return the first sentence, or its beginning, which distinguishes a statement from the speaker's others.

    >>> opening("Thank you. We begin.")
    'Thank you.'
    """
    words = words.strip()
    match = FIRST_SENTENCE.match(words)
    return shortened(" ".join((match[0] if match else words).split()), LONGEST)
