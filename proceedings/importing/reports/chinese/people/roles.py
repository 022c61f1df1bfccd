"""The titles that people in a Chinese text have by what they do: 梁国桢主讲 (lectures), so 讲者 (lecturer) is he."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from proceedings.importing.reports.lexicon import words

# Between a name and an act, without another person: 对主持人 (to the host), 请人主持 (asks somebody to host).
BETWEEN = "[^，。；：“”对向请由的给听让跟]{0,10}?"


@cache
def role_patterns():
    """Return [(titles joined by 、, pattern of the words after a name)]."""
    return [(titles, re.compile(f"{BETWEEN}{verb}")) for titles, verb in words("zh")["roles"].items()]


def with_roles(text, mentions):
    """Return the mentions, each with the role from the words between it and the next mention."""
    pairs = pairwise([*mentions, None])
    return [with_role(text, mention, following.start if following else len(text)) for mention, following in pairs]


def with_role(text, mention, end):
    titles = (titles for titles, pattern in role_patterns() if pattern.match(text, mention.end, end))
    role = next(titles, "") if not mention.role else ""
    return replace(mention, role=role) if role else mention
