"""Chinese in one script and with one kind of marks, at equal length, so that one list of words reads every text."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import alternatives, words

from .adverbs import address
from .people.anaphora import NO_SURNAMES
from .people.ends import LETTER, body_ends, goes_on, is_bounded, is_free, is_letter, name_end, posted
from .people.names import (
    GIVEN,
    LONGEST_TITLE,
    NEVER,
    is_likely_name,
    is_usual_name,
    literal_sayings,
    surnames,
    titles_before,
)

# The share of Chinese characters from which a text is traditional; others have a few in names.
LEAST = 0.08
# Characters that simplified texts have too: 著名, 乾隆.
ALSO_SIMPLIFIED = frozenset("著乾於徵覆瞭麼夥鍾藉")
# Characters from which that is told.
LOOKED_AT = 20_000
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# Marks that simplified texts have instead.
MARKS = {"「": "“", "」": "”", "﹁": "“", "﹂": "”", "﹐": "，", "﹕": "：", "＂": '"'}
# Marks of Latin script beside Chinese characters, or behind other marks that are beside them.
WIDE = str.maketrans(",:;?!()", "，：；？！（）")
NEAR = r"[\u3001-\u301f\u4e00-\u9fff“”，：；？！（）]"
NARROW = re.compile(rf"(?<={NEAR})[,:;?!()]|(?<!\d)[,:;?!()](?={NEAR})|(?<=\d)[,;?!()](?={NEAR})")
# （Hans Moreau),
CLOSING = re.compile(r"(?<=[A-Za-z.])\)(?=[,;，；])")
# Such marks behind one another: ),
MOST_TOGETHER = 2
# 在题为“雨停了”的报告中, 以“雨停了”为题
TITLE = re.compile(
    "(?<=[题名目][为是曰])“[^“”\n]{1,40}”"
    "|“[^“”。！？\n]{1,40}”(?=为(?:题|主题)|的?(?:主题|专题|主旨|学术)?(?:报告|演讲|发言|讲座)(?![人者]))"
)
# Characters that end names, and are in some too: 李和平, 沈从文, 谭正和. The other ones are in names alone.
IN_NAMES, PLAIN, RARE = re.compile("[和从均则将与都未曾]"), "钧", "郗"
# Characters around what is nobody behind a post: 主任会议, 代表团访问.
NO_NAMES = frozenset("会议组部局处室厅院所团队们员者人民代表长单位名等层级班台报")


@cache
def traditional():
    return {ord(old): new for new, old in words("traditional")["pairs"].split()}


@cache
def characters():
    return {**traditional(), **marks()}


@cache
def marks():
    return {ord(mark): other for mark, other in MARKS.items()}


def in_one_script(text):
    """Return a text with simplified characters and their marks.

    >>> in_one_script('校長王海濤說: "雨停了", 並離開。')
    '校长王海涛说： “雨停了”， 并离开。'
    """
    lines = (line if '"' not in line else quoted(line) for line in simplified(text).splitlines(keepends=True))
    text = "".join(lines)
    for _time in range(MOST_TOGETHER):
        text = NARROW.sub(lambda match: match[0].translate(WIDE), text)
        text = CLOSING.sub("）", text)
    return plain_names(TITLE.sub(lambda match: f"《{match[0][1:-1]}》", text))


def plain_names(text):
    """Return a text in which all characters of names are usual: 馆长李和平说, 馆长谭正和教授在会上, 馆长区锦棠表示."""
    names = {name for match in IN_NAMES.finditer(text) for name in names_around(text, match.start())}
    for name in names:
        text = text.replace(name, IN_NAMES.sub(PLAIN, name))
    posts = [match.span() for match in posted().finditer(text)]
    for name in {text[end : end + GIVEN + 1] for _start, end in posts}:
        # 和丽娟 speaks elsewhere.
        before = f"(?<!{LETTER})" if name[:1] in NEVER else ""
        if is_unlisted(name) and re.search(f"{before}{name}(?:{address().pattern})?(?:{goes_on().pattern})", text):
            text = text.replace(name, RARE + name[1:])
    for name in {name for post in posts for name in of_body(text, *post)}:
        text = text.replace(name, RARE + name[1:])
    return text


def of_body(text, start, end):
    """Yield the name with a rare family name, behind a body and a post: 设计院工程师句芒表示."""
    body = text[max(0, start - LONGEST_TITLE) : start]
    if not body.endswith(tuple(words("zh")["body_ends"])) or (goes_on().match(text, end) and text[end] not in NEVER):
        return
    for stop in (end + GIVEN + 1, end + GIVEN):
        name, following = text[end:stop], goes_on().match(text, stop)
        is_one = text[stop : stop + 1] in NEVER or (following and following.end() - stop >= GIVEN)
        is_one = is_one and is_rare(name) and NO_NAMES.isdisjoint({name[0], name[-1]})
        if is_one and (name[0] not in NEVER or is_unlisted(name)):
            yield name
            return


def is_rare(name):
    """Whether characters can be a name with a family name that is rather a word."""
    if not name or name[0] not in words("zh")["rare_surnames"] or not NEVER.isdisjoint(name[1:]):
        return False
    parts = {name, name[:GIVEN], name[1:] if len(name) > GIVEN else name}
    return all(is_free(part) for part in parts) and all(is_letter(name, at) for at in range(len(name)))


def is_unlisted(name):
    """Whether three characters are surely such a name: 区锦棠, 和丽娟."""
    # 馆长和丽娟, but not 馆长和李明
    is_first = name[:1] not in NEVER or name[1:GIVEN] not in surnames()
    return is_first and is_rare(name) and is_usual_name(RARE + name[1:]) and is_likely_name(RARE + name[1:])


def names_around(text, at):
    """Yield the native names, up to a character, that surely have it: 李和 of 馆长李和平指出, 谭正和."""
    for length in (1, GIVEN):
        start, stops = at - length, (at + 1, at + 2)[length - 1 :]
        surname = text[max(0, start) : at]
        # 老师傅都走了
        if surname in surnames() and surname not in NO_SURNAMES and not titles_before(text, at):
            following = goes_on() if titles_before(text, start) else address() if is_free_before(text, start) else None
            if following and any(following.match(text, stop) for stop in stops):
                yield text[start : at + 1]
        start -= 1
        is_longer = text[at] == "和" and is_letter(text, at - 1) and text[max(0, start) : at - 1] in surnames()
        if is_longer and is_joined(text, text[start:at]):
            yield text[start : at + 1]


def is_free_before(text, at):
    """Whether a name can begin at a place without a post: after a mark or a body."""
    return not is_letter(text, at - 1) or text[max(0, at - LONGEST_TITLE) : at].endswith(body_ends())


def is_joined(text, name):
    """Whether 和 is the end of a name at all its places, and stands before a verb or a form of address."""
    ends = [match.end() for match in re.finditer(name, text)]
    is_whole = all(text.startswith("和", end) and is_bounded(text, end + 1) for end in ends)
    return is_whole and any(saying().match(text, end + 1) or is_address(text, end + 1) for end in ends)


def is_address(text, at):
    """Whether a form of address at a place belongs to the name before it: 教授 before no other name."""
    match = address().match(text, at)
    return match is not None and (goes_on().match(text, match.end()) or name_end(text, match.end()) is None)


@cache
def saying():
    return re.compile(f"{alternatives(literal_sayings())}[，：]")


def quoted(line):
    """Return a line with marks of quotations that open and close, if it has pairs of straight ones."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or not CHARACTER.search(line):
        return line
    return "".join(piece + ("“”"[at % 2] if at < len(pieces) - 1 else "") for at, piece in enumerate(pieces))


def simplified(text):
    """Return a text with simplified characters, if it is a traditional one, and with the marks of their texts.

    >>> simplified("主席陳啟昌說「雨停了」。")
    '主席陈启昌说“雨停了”。'
    """
    letters = CHARACTER.findall(text[:LOOKED_AT])
    known = sum(ord(letter) in traditional() and letter not in ALSO_SIMPLIFIED for letter in letters)
    return text.translate(characters() if known and known >= LEAST * len(letters) else marks())
