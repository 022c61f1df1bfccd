"""The titles that people of a Chinese text have by what they do in it: 梁国桢主讲, of whom 讲者 means him."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from proceedings.importing.reports.lexicon import words

# Between a name and what somebody does, without another person: 对主持人, 请人主持.
BETWEEN = "[^，。；：“”对向请由的给听让跟]{0,10}?"


@cache
def role_patterns():
    """Return [(titles joined by 、, the pattern of what follows a name)]."""
    return [(titles, re.compile(f"{BETWEEN}{verb}")) for titles, verb in words("zh")["roles"].items()]


def with_roles(text, mentions):
    """Return the mentions, each with the role that the words behind it tell, up to the next mention."""
    pairs = pairwise([*mentions, None])
    return [with_role(text, mention, following.start if following else len(text)) for mention, following in pairs]


def with_role(text, mention, end):
    titles = (titles for titles, pattern in role_patterns() if pattern.match(text, mention.end, end))
    role = next(titles, "") if not mention.role else ""
    return replace(mention, role=role) if role else mention
