"""Groups, and people without names, in a Chinese phrase: 多位与会者 (several participants), 一位学员, 中方."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

from .names import is_party

LONGEST_GROUP, LONGEST_PLACE = 12, 10
# Verbs after a person who is with a group.
ACCOMPANYING = "(?:跟|陪同?|替|给|请来?|邀请|问|带领?|率领?|告诉|勉励|提醒|劝|采访|看望|慰问|会见|接待|指导)"
WITH = re.compile(f"^.+{ACCOMPANYING}|[他她]")
# The number of letters of 他们 (they), 我们 (we) and 咱们 (we).
PRONOUN = 2


@cache
def indefinite():
    """Return the pattern of a group, or somebody without a name: 多位与会者, 一位学员 (a student)."""
    quantifiers, ends = (alternatives(words("zh")[name]) for name in ("quantifiers", "group_ends"))
    # 邻座一位老伯 (an old man in the next seat), 欧洲一家企业 (a European firm)
    before = rf"[\u4e00-\u9fff]{{2,{LONGEST_PLACE}}}(?<!第)(?:一|某|有|几|多|数|两|三)(?:位|名|家)"
    several = "(?:不少|许多|一些|部分|众多|个别|与会|参会|[多几数两三四五][位名家个所]|[也还另]?有(?![关着二三十\\d]))"
    any_end = alternatives([*words("zh")["titles"], *words("zh")["body_ends"], "团体"])
    letters = rf"[\u4e00-\u9fff]{{0,{LONGEST_GROUP}}}"
    return re.compile(rf"^(?:(?:{quantifiers}|{before}){letters}{ends}|(?:{several}|{before}){letters}{any_end})$")


@cache
def long_groups():
    return tuple(group for group in words("zh")["collectives"] if len(group) > 1)


def is_group(phrase):
    """Whether a phrase is a group or a country, and not a person with one: 法国人, but not 他跟妻子 (with his wife)."""
    groups = words("zh")["collectives"]
    country = phrase.removesuffix("方面").removesuffix("人")
    if phrase in groups or is_party(phrase) or country in words("zh")["countries"]:
        return True
    if WITH.search(phrase):
        return False
    if indefinite().match(phrase) or (phrase.endswith("们") and len(phrase) > PRONOUN):
        return True
    if not phrase.endswith(long_groups()):
        return False
    return any(phrase.endswith(group) and len(phrase) <= len(group) + 6 for group in long_groups())
