"""People whom a Chinese text calls by a form of address: 由李明教授主持, 环评单位的魏工, 小股东陈先生."""

import re
from collections import Counter
from functools import cache

from proceedings.importing.reports.attributions import NAMED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .ends import LETTER, goes_on, is_letter
from .names import GIVEN, NEVER, has_person, is_called, is_name, is_usual_name, other_words, surnames

# Words that can stand before a name.
PRECEDES = ("由", "请", "邀请", "和", "与", "及", "以及", "对", "向", "的", "是", "同", "为", "校友")
LONGEST_POST = 40
# What can stand before a family name with its form of address, and after it.
BEFORE_FORMAL, BEHIND = "的是有位名和与请由，。：；“、 \n", "[，。：；”、）]"


@cache
def address():
    return re.compile(f"{alternatives(words('zh')['address'])}(?![们长员助])")


def before_addresses(text):
    """Yield the mentions of 由李明教授主持, 清华大学李明教授: a name between a mark or a body and a form of address."""
    for match in address().finditer(text):
        for length in (GIVEN + GIVEN, GIVEN + 1, GIVEN):
            start = match.start() - length
            left, name = text[max(0, start - LONGEST_POST) : max(0, start)], text[max(0, start) : match.start()]
            is_free_before = not left or not is_letter(left, len(left) - 1) or left.endswith(PRECEDES)
            if start >= 0 and is_name(name) and (is_free_before or left.endswith(tuple(words("zh")["body_ends"]))):
                yield Mention(start, match.end(), NAMED, text[start : match.end()], name, match[0])
                break


@cache
def surname_with_title():
    return re.compile(f"(?<!{LETTER})(?P<name>{alternatives(surnames())}){address().pattern}")


@cache
def surname_with_any_title():
    name, short, familiar = alternatives(surnames()), words("zh")["short_titles"], words("zh")["familiar"]
    forms = (
        f"(?P<formal>{name}){address().pattern}",
        f"(?P<short>{name}){alternatives(short)}(?={BEHIND}|{goes_on().pattern})",
        f"{alternatives(familiar)}(?P<familiar>{name})(?={BEHIND}|{goes_on().pattern})",
    )
    polite = alternatives(words("zh")["polite"])
    # 前理事长钱老 (the former chairman, old Qian)
    behind = f"(?<={LETTER})(?P<polite>{name}){polite}|(?<=[长师授家员士])(?P<old>{name})老(?={goes_on().pattern})"
    return re.compile(f"(?<=[{BEFORE_FORMAL}])(?:{'|'.join(forms)})|{behind}")


def is_in_name(text, at):
    """Whether the family name at a place only ends a given name: 金先生 (Mr Jin) in 王金先生 (Mr Wang Jin)."""
    return any(is_name(text[at - length : at + 1]) for length in (1, GIVEN))


def by_title(text):
    """Yield the mentions of people like 环评单位的魏工 (engineer Wei), without a first name in the text."""
    for match in surname_with_any_title().finditer(text):
        name = match[match.lastgroup]
        is_known = match["formal"] or match["old"] or (match["polite"] and not is_in_name(text, match.start()))
        if match[0] not in other_words() and (is_known or has_person(name, text)):
            yield Mention(*match.span(), NAMED, match[0], name)
        elif match[0] not in other_words() and is_called(match[0], text):
            yield Mention(*match.span(), NAMED, match[0], match[0])


def by_surname(text, known):
    """Yield the mention of 金信惠, whose post is in no list, if a clause calls somebody 金室长 (head of office Jin)."""
    for surname in {match["name"] for match in surname_with_title().finditer(text)} - known:
        names = Counter(re.findall(f"{surname}{LETTER}{{{GIVEN}}}", text))
        listed = [name for name, times in names.items() if is_name(name) and not NEVER.intersection(name)]
        listed = [name for name in listed if not address().match(name, len(surname))]
        # 庄明德走进会场。庄先生说，… (Zhuang Mingde entered. Mr Zhuang said …)
        often = [name for name in listed if names[name] > 1]
        listed = often or [name for name in listed if is_usual_name(name) and re.search(f"(?<!{LETTER}){name}", text)]
        if len(listed) == 1:
            start = text.index(listed[0])
            end = start + len(listed[0])
            # One more letter, since a name alone can be that of a thing.
            first, last = (start - 1, end) if start and is_letter(text, start - 1) else (start, end + 1)
            yield Mention(first, last, NAMED, text[first:last], listed[0])
