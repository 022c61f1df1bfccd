"""People whom a Chinese text calls by a given name, and elsewhere by the full one: 丽珊, 阿满姨, 小芳, 建国叔."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .ends import is_bounded, is_letter
from .names import GIVEN, given_names, literal_sayings, other_words, surnames

# Words before a given name in the middle of a clause.
BEFORE = frozenset("的和与及由对向请是为让叫跟给同把被找问听")


@cache
def kin():
    """Return the pattern of words after a given name: 阿满姨 (aunt), 建国叔 (uncle), 慧敏老师 (teacher)."""
    return re.compile(alternatives([*words("zh")["kin"], *words("zh")["polite"]]))


@cache
def cues():
    """Return the pattern of verbs of saying of two characters or more."""
    return re.compile(alternatives(literal_sayings(2)))


def by_given_name(text, full):
    """Yield the mentions of people by given names that only they have, and that speak or have a word such as 姐."""
    forms = {}
    for name in full:
        for form, needs_kin in forms_of(name):
            forms.setdefault((form, needs_kin), set()).add(name)
    for (form, needs_kin), people in forms.items():
        if len(people) == 1 and form not in other_words():
            (name,) = people
            listed = list(mentions(text, form, name, needs_kin=needs_kin))
            is_speaking = any(mention.text != form or cues().match(text, mention.end) for mention in listed)
            if is_speaking or form[0] == "阿":
                yield from listed


def forms_of(name):
    """Return [(a form of a full name, whether a word such as 姐 (sister) must follow it)]."""
    given = given_name(name)
    if not given:
        return []
    familiar = [(before + given[-1], False) for before in "阿小" if not given.startswith(before)]
    if len(given) == GIVEN:
        return [*familiar, (given, False), (given[-1], True)]
    return [*familiar, (given, True)]


def given_name(name):
    """Return the given name in a native full name, or ""."""
    length = GIVEN if name[:GIVEN] in surnames() else 1
    given = name[length:]
    is_native = name[:length] in surnames() and len(given) <= GIVEN and "·" not in name
    return given if is_native else ""


def mentions(text, form, name, *, needs_kin):
    for match in re.finditer(re.escape(form), text):
        start, end = match.span()
        if is_letter(text, start - 1) and text[start - 1] not in BEFORE:
            continue
        suffix = kin().match(text, end)
        if suffix and (len(form) > 1 or len(suffix[0]) == 1):
            end = suffix.end()
        elif needs_kin or not is_bounded(text, end) or not (is_usual(form) or cues().match(text, end)):
            continue
        yield Mention(start, end, NAMED, text[start:end], name)


def is_usual(form):
    """Whether a given name is hardly another word: 丽珊, but not 文明 (civilisation)."""
    return form[0] in "阿小" or bool(given_names()[0].intersection(form))
