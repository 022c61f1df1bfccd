"""Find the people that a stretch of Chinese names, with their posts."""

import re
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

# A name in transcription: 弗拉基米尔·诺罗夫. Its first part begins where a post ends.
FOREIGN = r"[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fffA-Z]{1,8}){1,3}"
LATIN = r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){1,3}"
LIST = re.compile(r"[、，,]|以及|及|和|与")
GIVEN = 2
LONGEST_BARE = 12


@cache
def surnames():
    return frozenset(words("zh")["surnames"].split())


@cache
def native():
    return rf"(?:{alternatives(surnames())})[\u4e00-\u9fff]{{1,{GIVEN}}}"


@cache
def titled_name():
    titles = alternatives(words("zh")["titles"])
    return re.compile(
        rf"^(?P<owner>.*?)(?P<title>{titles}(?:[兼、]?{titles})?)(?P<name>{FOREIGN}|{LATIN}|{native()}|[\u4e00-\u9fff]{{2,8}})?$"
    )


@cache
def bare_name():
    return re.compile(rf"^(?:{FOREIGN}|{LATIN}|{native()})$")


@cache
def surname_title():
    """张教授, 李先生: a family name before a title."""
    return re.compile(rf"^(?P<name>{alternatives(surnames())})(?P<title>{alternatives(words('zh')['titles'])})$")


@cache
def titles():
    return frozenset(words("zh")["titles"])


def mentions_of(text, start, end):
    """Return the mentions of a phrase that names people, joined by 、 and 和; an empty list if it names nobody."""
    mentions, at = [], start
    for piece_start, piece_end in pieces(text, start, end):
        mention = mention_of(text, piece_start, piece_end)
        if mention is None:
            return []
        mentions.append(mention)
        at = piece_end
    return mentions if at else []


def pieces(text, start, end):
    """Divide a phrase at 、 and 和 where both sides end as names or titles do."""
    cuts, at = [], start
    for match in LIST.finditer(text, start, end):
        left = mention_of(text, at, match.start())
        if left is not None and left.manner == NAMED:
            cuts.append((at, match.start()))
            at = match.end()
    return [*cuts, (at, end)]


def mention_of(text, start, end):
    """Return the mention that a phrase is, or None."""
    phrase = text[start:end]
    lead = len(phrase) - len(phrase.lstrip())
    start, phrase = start + lead, phrase.strip()
    end = start + len(phrase)
    if not phrase:
        return None
    if phrase in words("zh")["pronouns"]:
        return Mention(start, end, PRONOUN, phrase)
    if is_group(phrase):
        return Mention(start, end, COLLECTIVE, phrase)
    return person_of(phrase, (start, end))


def person_of(phrase, span):
    """Return the mention of a phrase that is a name, with or without a post, or None."""
    if match := surname_title().match(phrase):
        return Mention(*span, NAMED, phrase, match["name"], match["title"])
    titled = best_titled(phrase)
    if titled:
        owner, title, name = titled
        # The post of an ambassador has the countries in it.
        post, organisation = (owner + title, "") if "驻" in owner or not owner else (title, owner)
        return Mention(*span, NAMED if name else TITLED, phrase, name, post, organisation)
    return Mention(*span, NAMED, phrase, phrase) if is_name(phrase) else None


def best_titled(phrase):
    """Return (owner, title, name) with the last title after which a name fits, or None."""
    for at in range(len(phrase), 0, -1):
        for title in sorted((each for each in titles() if phrase[:at].endswith(each)), key=len, reverse=True):
            name, owner = phrase[at:], phrase[: at - len(title)]
            if not name or is_name(name):
                return owner, title, name
    return None


def is_name(text):
    return bool(bare_name().match(text))


def is_group(phrase):
    groups = words("zh")["collectives"]
    return phrase in groups or any(
        phrase.endswith(group) and len(phrase) <= len(group) + 6 for group in groups if len(group) > 1
    )


def thing(text, start, end):
    """Return a mention of a phrase that names a thing, or a person only by a part of a foreign name."""
    return Mention(start, end, THING, text[start:end], text[start:end])
