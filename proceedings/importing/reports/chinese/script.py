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

# The share of traditional characters from which a text counts as traditional; other texts have a few in names.
LEAST = 0.08
# Traditional characters that simplified texts have too: 著名 (famous), 乾隆 (Qianlong).
ALSO_SIMPLIFIED = frozenset("著乾於徵覆瞭麼夥鍾藉")
# How many characters of a text are checked for that.
LOOKED_AT = 20_000
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# Marks that become those of simplified texts.
MARKS = {"「": "“", "」": "”", "﹁": "“", "﹂": "”", "﹐": "，", "﹕": "：", "＂": '"'}
# Marks of Latin script beside Chinese characters or beside Chinese marks.
WIDE = str.maketrans(",:;?!()", "，：；？！（）")
NEAR = r"[\u3001-\u301f\u4e00-\u9fff“”，：；？！（）]"
NARROW = re.compile(rf"(?<={NEAR})[,:;?!()]|(?<!\d)[,:;?!()](?={NEAR})|(?<=\d)[,;?!()](?={NEAR})")
# （Hans Moreau),
CLOSING = re.compile(r"(?<=[A-Za-z.])\)(?=[,;，；])")
# How many such marks can follow one another: ),
MOST_TOGETHER = 2
# 在题为“雨停了”的报告中 (in a report entitled "The rain has stopped"), 以“雨停了”为题
TITLE = re.compile(
    "(?<=[题名目][为是曰])“[^“”\n]{1,40}”"
    "|“[^“”。！？\n]{1,40}”(?=为(?:题|主题)|的?(?:主题|专题|主旨|学术)?(?:报告|演讲|发言|讲座)(?![人者]))"
)
# Characters that usually end names, but can be in names: 李和平, 沈从文, 谭正和; and what replaces them in names.
IN_NAMES, PLAIN, RARE = re.compile("[和从均则将与都未曾]"), "钧", "郗"
# Characters of other words after a post: 主任会议 (meeting of directors), 代表团访问 (the delegation visited).
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
    """Replace unusual characters of names with usual ones: 馆长李和平说, 馆长谭正和教授在会上, 馆长区锦棠表示."""
    names = {name for match in IN_NAMES.finditer(text) for name in names_around(text, match.start())}
    for name in names:
        text = text.replace(name, IN_NAMES.sub(PLAIN, name))
    posts = [match.span() for match in posted().finditer(text)]
    for name in {text[end : end + GIVEN + 1] for _start, end in posts}:
        # 和丽娟 must stand somewhere after a mark and before a verb.
        before = f"(?<!{LETTER})" if name[:1] in NEVER else ""
        if is_unlisted(name) and re.search(f"{before}{name}(?:{address().pattern})?(?:{goes_on().pattern})", text):
            text = text.replace(name, RARE + name[1:])
    for name in {name for post in posts for name in of_body(text, *post)}:
        text = text.replace(name, RARE + name[1:])
    return text


def of_body(text, start, end):
    """Yield the name with a rare family name after a body and a post: 设计院工程师句芒表示 (engineer Ju Mang said)."""
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
    """Whether characters can be a name whose family name is usually another word."""
    if not name or name[0] not in words("zh")["rare_surnames"] or not NEVER.isdisjoint(name[1:]):
        return False
    parts = {name, name[:GIVEN], name[1:] if len(name) > GIVEN else name}
    return all(is_free(part) for part in parts) and all(is_letter(name, at) for at in range(len(name)))


def is_unlisted(name):
    """Whether three characters are surely such a name: 区锦棠, 和丽娟."""
    # 馆长和丽娟 (director He Lijuan), but not 馆长和李明 (the director and Li Ming)
    is_first = name[:1] not in NEVER or name[1:GIVEN] not in surnames()
    return is_first and is_rare(name) and is_usual_name(RARE + name[1:]) and is_likely_name(RARE + name[1:])


def names_around(text, at):
    """Yield the native names that surely have the character at a place: 李和 in 馆长李和平指出, 谭正和."""
    for length in (1, GIVEN):
        start, stops = at - length, (at + 1, at + 2)[length - 1 :]
        surname = text[max(0, start) : at]
        # 老师傅都走了 (the old masters have all left)
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
    """Whether 和 always follows what seems a name, and so ends it, before a verb or a form of address."""
    ends = [match.end() for match in re.finditer(name, text)]
    is_whole = all(text.startswith("和", end) and is_bounded(text, end + 1) for end in ends)
    return is_whole and any(saying().match(text, end + 1) or is_address(text, end + 1) for end in ends)


def is_address(text, at):
    """Whether a form of address belongs to the name before it, and not to one after it: 教授."""
    match = address().match(text, at)
    return match is not None and (goes_on().match(text, match.end()) or name_end(text, match.end()) is None)


@cache
def saying():
    return re.compile(f"{alternatives(literal_sayings())}[，：]")


def quoted(line):
    """Return a line with opening and closing marks of quotations, if its straight ones are pairs."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or not CHARACTER.search(line):
        return line
    return "".join(piece + ("“”"[at % 2] if at < len(pieces) - 1 else "") for at, piece in enumerate(pieces))


def simplified(text):
    """Return a text with simplified characters if it is traditional, and always with the marks of simplified texts.

    >>> simplified("主席陳啟昌說「雨停了」。")
    '主席陈启昌说“雨停了”。'
    """
    letters = CHARACTER.findall(text[:LOOKED_AT])
    known = sum(ord(letter) in traditional() and letter not in ALSO_SIMPLIFIED for letter in letters)
    return text.translate(characters() if known and known >= LEAST * len(letters) else marks())
