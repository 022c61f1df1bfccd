"""Groups that a Chinese phrase names, and people without names: 多位与会者, 一位学员, 中方."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

from .names import is_party

LONGEST_GROUP, LONGEST_PLACE = 12, 6
# Letters of 他们, 我们 and 咱们.
PRONOUN = 2


@cache
def indefinite():
    """多位与会者, 一位学员: a group, or somebody without a name."""
    quantifiers, ends = (alternatives(words("zh")[name]) for name in ("quantifiers", "group_ends"))
    # 邻座一位老伯, 欧洲一家企业
    before = rf"[\u4e00-\u9fff]{{2,{LONGEST_PLACE}}}(?:一|某|有|几|多|数|两|三)(?:位|名|家)"
    return re.compile(rf"^(?:{quantifiers}|{before})[\u4e00-\u9fff]{{0,{LONGEST_GROUP}}}{ends}$")


def is_group(phrase):
    groups = words("zh")["collectives"]
    if phrase.removesuffix("方面").removesuffix("人") in words("zh")["countries"]:
        # 河内, 雅加达方面, 法国人
        return True
    if phrase.endswith("们") and len(phrase) > PRONOUN:
        return True
    if phrase in groups or is_party(phrase) or indefinite().match(phrase):
        return True
    if not phrase.endswith(tuple(groups)):
        return False
    return any(phrase.endswith(group) and len(phrase) <= len(group) + 6 for group in groups if len(group) > 1)
