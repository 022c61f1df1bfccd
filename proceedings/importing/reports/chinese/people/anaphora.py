"""Phrases for people by a family name, a title or a demonstrative: 张教授, 尹总, 主席女士, 这位规划师."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .names import (
    GIVEN,
    has_person,
    is_called,
    is_known_name,
    last_title,
    other_words,
    surnames,
    titles,
)

LONGEST_COUNTRY = 3
# Family names that are also words, with which a sentence can begin.
NO_SURNAMES = frozenset("应都时于和全常曾任方成从向由并会对就经将关解查计连单支相强高明别何安平温满能要于但可")
# Most characters of 这位入行二十年的老师傅 (this old master of twenty years).
LONGEST_SOMEBODY = 24


@cache
def surname_title():
    """Return the pattern of a family name before a title: 张教授 (Professor Zhang), 李先生."""
    return re.compile(rf"^(?P<name>{alternatives(surnames())})(?P<title>{alternatives(words('zh')['titles'])})$")


@cache
def familiar():
    """Return the pattern of familiar forms of a family name that the text has: 尹总 (boss Yin), 老张."""
    before, after = (alternatives(words("zh")[name]) for name in ("familiar", "short_titles"))
    names = alternatives(surnames())
    return re.compile(rf"^(?:(?P<name>{names}){after}|{before}(?P<other>{names}))$")


@cache
def demonstrative():
    """Return the pattern of somebody on the roster: 这位前副部长 (this former deputy minister), 该教授."""
    words_, former = (alternatives(words("zh")[name]) for name in ("demonstratives", "former"))
    return re.compile(rf"^(?:{words_}{former}?|{former})(?P<title>[\u4e00-\u9fff]{{2,}})$")


def anaphoric(phrase, span, text):
    """Return the mention of 张教授, 主席女士, 尹总 or 这位瑞典经理, or None."""
    return called(phrase, span, text) or demonstrated(phrase, span)


def called(phrase, span, text):
    """Return the mention of a person by a family name, or by a title with a form of address."""
    if is_surname_of_somebody(phrase, span[0], text) or is_of_author(phrase, text):
        # 史建议修路 (Shi suggests a road), 陈氏 (the author Chen)
        return Mention(*span, NAMED, phrase, phrase[0])
    if match := surname_title().match(phrase):
        return Mention(*span, NAMED, phrase, match["name"], match["title"])
    if (title := polite_title(phrase)) and not has_name(phrase, text):
        # 主席女士 (Madam Chairwoman)
        return Mention(*span, TITLED, title, "", title)
    match = familiar().match(phrase) if phrase not in other_words() else None
    surname = (match["name"] or match["other"]) if match else ""
    if match and has_person(surname, text):
        return Mention(*span, NAMED, phrase, surname)
    # 武官 is a post (attaché), although 武 is a family name.
    is_person = bool(match) and phrase not in titles() and is_called(phrase, text)
    return Mention(*span, NAMED, phrase, phrase) if is_person else None


def demonstrated(phrase, span):
    """Return the mention of 这位瑞典经理 (this Swedish manager), without the country, which no post has."""
    match = demonstrative().match(phrase)
    title = last_title(match["title"]) if match else ""
    if not title:
        return Mention(*span, TITLED, phrase, "", phrase) if is_somebody(phrase) else None
    is_short = "的" in match["title"] or len(match["title"]) - len(title) <= LONGEST_COUNTRY
    post = title if is_short else match["title"]
    # 这位规划师 (this planner) means the last speaker if nobody has the title, 规划师 alone does not.
    return Mention(*span, TITLED, phrase if is_somebody(phrase) else post, "", post)


@cache
def polite():
    return re.compile("(?P<title>[\u4e00-\u9fff]{2,6})(?:先生|女士|阁下)")


def polite_title(phrase):
    """Return 主席 of 主席女士, or ""."""
    match = polite().fullmatch(phrase)
    return match["title"] if match and match["title"] in titles() else ""


def has_name(phrase, text):
    """Whether the words before 先生, 女士 or 阁下 are a known name, and not a title."""
    return is_known_name(phrase[:-GIVEN], text) and phrase[:-GIVEN] not in titles()


def is_of_author(phrase, text):
    """Whether a phrase is 陈氏, or 许文 (Xu's paper) if the text has a paper of 许映雪."""
    if len(phrase) != GIVEN or phrase[0] not in surnames():
        return False
    paper = rf"{phrase[0]}[\u4e00-\u9fff]{{1,2}}(?:的《|（|的论文|一文)"
    return phrase[1] == "氏" or (phrase[1] == "文" and bool(re.search(paper, text)))


def is_surname_of_somebody(phrase, start, text):
    """Whether a sentence begins with a family name alone, as in minutes: 史建议修路 (Shi suggests a road)."""
    is_first = len(phrase) == 1 and (not start or text[start - 1] in "。；！？” \n")
    if not is_first or phrase not in surnames() or phrase in NO_SURNAMES:
        return False
    full = rf"{phrase}[\u4e00-\u9fff]{{1,{GIVEN}}}{alternatives(words('zh')['address'])}"
    return has_person(phrase, text) or bool(re.search(full, text))


def is_somebody(phrase):
    """Whether a phrase means a person mentioned before, by any word: 这位山里娃 (this child of the mountains)."""
    return phrase.startswith(tuple(words("zh")["somebody"])) and len(phrase) <= LONGEST_SOMEBODY
