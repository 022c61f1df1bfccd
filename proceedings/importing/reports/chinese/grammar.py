"""The grammar of Chinese, for the roster."""

import re
from functools import lru_cache

from proceedings.importing.reports.grammar import FEMININE, MASCULINE, Grammar
from proceedings.importing.reports.lexicon import words

from .people.names import is_transcription, surnames, titles, titles_before
from .script import in_one_script

SEPARATOR = re.compile(r"[·•・‧\s]")
# The letters of a Japanese name, of which the first two are often the family name.
LONG_NAME = 4
# Before the title of a lower, acting or former post: 副会长 (vice-president), 代市长 (acting mayor).
LESSER = frozenset("副代前原准")
# Letters of a title that no list has, and the mark of titles among the words of one.
SHORTEST, HEAD = 2, "="
# The size of the caches of names and titles.
MOST = 20_000


@lru_cache(MOST)
def name_words(name):
    """Return the parts of a foreign name, or a Chinese name as one word."""
    return [part.lower() for part in SEPARATOR.split(name) if part]


@lru_cache(MOST)
def title_words(text):
    """Return the title at the end with its shorter forms, marked with HEAD, and the pairs of characters before it."""
    heads, rest = set(), text
    for piece in text.split("、"):
        # 会长 (president) of 学生会会长, rather than 学生 (student)
        known = [each for each in titles() if piece.endswith(each)] or [
            each for each in titles() if each == piece[: len(each)]
        ]
        title = max(known, key=len, default="")
        # 买手 (buyer), which no list has
        heads |= {title or piece[-SHORTEST:]} - {""}
        rest = rest.replace(title, "") if title else rest
    heads |= {short for title in heads for short in shorter_titles(title)}
    return frozenset(HEAD + each for each in heads) | {rest[at : at + 2] for at in range(len(rest) - 1)}


@lru_cache(MOST)
def countries_of(text):
    return frozenset(each for each in words("zh")["countries"] if each in text)


def shorter_titles(title):
    """Return 理事长 for 学会理事长, but nothing for 副会长 (vice-president), which is a lower post."""
    starts = range(1, len(title) - 1)
    return {title[at:] for at in starts if title[at:] in titles() and title[at - 1] not in LESSER}


class ChineseGrammar(Grammar):
    # 与马丽的乐观不同，王明的报告… (unlike Ma Li's optimism); 继马丽发言后，王明… (after Ma Li's speech)
    oblique = re.compile("(?:与|和|同|跟|继|对|对于|针对|面对|听完|听了|不同于|有别于|相比|待|轮到|作为对)$")
    main_clause = re.compile("[^，。；：“”]{0,24}，[^，。；：“”]{0,40}$")

    name_words = staticmethod(name_words)
    title_words = staticmethod(title_words)
    in_one_script = staticmethod(in_one_script)

    def is_same(self, one, other):
        """Whether two words are the same, or one is the family name of the other."""
        shorter, longer = sorted((one, other), key=len)
        is_japanese = len(longer) == LONG_NAME and not is_transcription(longer)
        is_family_name = len(shorter) == 1 or shorter in surnames() or is_japanese
        return one == other or (is_family_name and longer.startswith(shorter))

    def has_title(self, name):
        return name[1:] in words("zh")["address"] or name[2:] in words("zh")["address"]

    def is_plural_pronoun(self, text):
        return text in words("zh")["plural_pronouns"]

    def pronoun_gender(self, text):
        return {"他": MASCULINE, "她": FEMININE}.get(text, "")

    def gender_of(self, mention):
        """Return the gender that a form of address or the end of a name reveals: 李女士, 玛丽亚·桑托斯, 王丽."""
        if mention.text.endswith(tuple(words("zh")["women"])):
            return FEMININE
        if mention.text.endswith(tuple(words("zh")["men"])):
            return MASCULINE
        last = {part[-1] for part in SEPARATOR.split(mention.name) if len(part) > 1}
        women, men = last & set(words("zh")["feminine"]), last & set(words("zh")["masculine"])
        return FEMININE if women and not men else MASCULINE if men and not women else ""

    def fit(self, wanted, head, whole):
        heads = {each for each in wanted if each.startswith(HEAD)}
        return len(wanted & whole) / len(wanted) if heads and heads <= head else 0

    def head_of(self, post):
        """Return the titles that end the parts of a post: 大使 (ambassador) for 中国驻俄罗斯大使."""
        pieces = post.split("、")
        return "、".join(next(iter(titles_before(piece, len(piece))), piece) for piece in pieces)

    def is_of_other_body(self, title, posts):
        """Whether a title has a country and the posts have only others: 法国大使 (of France) for 巴西大使."""
        own = countries_of(title)
        others = frozenset().union(*map(countries_of, posts)) if own else frozenset()
        return bool(own and others) and own.isdisjoint(others)

    def is_generic(self, text):
        return text.startswith(tuple(words("zh")["somebody"])) or text in words("zh")["generic_titles"]


GRAMMAR = ChineseGrammar()
