"""Which stretches of Chinese are names: native ones by family name, foreign ones by syllables or a point."""

import re
from functools import cache, lru_cache
from itertools import islice

from proceedings.importing.reports.lexicon import alternatives, words

# A name in transcription: 弗拉基米尔·诺罗夫. Its first part begins where a post ends.
FOREIGN = r"[\u4e00-\u9fff]{1,8}(?:-[\u4e00-\u9fff]{1,5})?(?:[·•・][\u4e00-\u9fffA-Z-]{1,8}){1,3}"
LATIN = r"[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){1,3}"
GIVEN = 2
# 阮氏玉兰 (Nguyễn Thị Ngọc Lan)
VIETNAMESE = "[阮陈黎范黄潘武裴邓吴胡杨李丁段郑]氏"
# The fewest and the most syllables of a foreign name without a point.
FEWEST, MOST = 2, 6
# Characters that no given name has, so that they end one.
NEVER = frozenset("未没不很都只便更最也则还又已均就仍曾说称问在对向与及等是将把从被让给的了着过并却但和或、")
# The ends of places and bodies, which no given name has.
PLACES = frozenset("市县区省镇乡村委办局厅院系处会站所党校社馆部组科署台")
# The size of the caches of questions about a text.
KEPT = 20_000
# The most places of a name that are looked at, and most letters of a title before it.
MOST_LOOKED_AT, LONGEST_TITLE = 20, 8


@cache
def surnames():
    return frozenset(words("zh")["surnames"].split())


@cache
def native():
    never = "".join(NEVER)
    letter = rf"(?![{never}])[\u4e00-\u9fff]"
    double = alternatives(each for each in surnames() if len(each) > 1)
    longer = rf"{double}(?:{letter}){{{GIVEN + 1}}}"
    usual = rf"(?:{alternatives(surnames())})(?:{letter}){{1,{GIVEN}}}"
    return rf"{special_names().pattern}|{usual}|{longer}|{VIETNAMESE}(?:{letter}){{1,{GIVEN}}}|{tibetan()}"


@cache
def special_names():
    """Return the pattern of 山口达也, 朴在勋 and 方向东, which have characters that end other names."""
    double = alternatives(each for each in surnames() if len(each) > 1)
    korean = "朴金李崔郑姜尹张林韩申徐权黄安宋柳洪全高文孙裴白许南沈卢河郭成车朱禹"
    lists = words("zh")
    usual = alternatives(surnames())
    forms = (
        rf"(?:{double})[{lists['before_ya']}]也",
        f"[{korean}]在[{lists['behind_zai']}]",
        f"{usual}向[{lists['behind_xiang']}]",
    )
    return re.compile("|".join(forms))


@cache
def hyphenated():
    """Return the pattern of 沃尔德-马里亚姆, a foreign name of two parts without a point."""
    syllable, countries = f"[{''.join(all_syllables())}]", alternatives(words("zh")["countries"])
    part = f"{syllable}{{{GIVEN},{MOST}}}"
    return f"(?!{countries}-){part}-(?!{countries}(?!{syllable})){part}(?![·{''.join(all_syllables())}]*·)"


@cache
def tibetan():
    """Return the pattern of a name of two Tibetan names: 才仁多杰."""
    return f"{alternatives(words('zh')['tibetan'].split())}{{2}}"


@cache
def titles():
    return frozenset(words("zh")["titles"])


@cache
def literal_sayings(fewest=1):
    """Return the verbs of saying of at least so many characters, without those that are patterns."""
    return [each for each in words("zh")["cues"]["say"] if each[0] != "(" and len(each) >= fewest]


@cache
def longest_title():
    return max(map(len, titles()))


def titles_before(text, end):
    """Return the titles that end at a place, the longest first."""
    starts = range(max(0, end - longest_title()), end)
    return [text[start:end] for start in starts if text[start:end] in titles()]


def last_title(phrase):
    return next(iter(titles_before(phrase, len(phrase))), "")


@cache
def bare_name():
    return re.compile(rf"^(?:{FOREIGN}|{LATIN}|{native()}|{hyphenated()})$")


@cache
def given_names():
    return frozenset(words("zh")["given_names"]), frozenset(words("zh")["given_names_too"])


def is_likely_name(name):
    """Whether a native name of three letters has a character that is usual in given names."""
    surely, _also = given_names()
    return is_name(name) and len(name) > GIVEN and bool(surely.intersection(name[1:]))


def is_usual_name(name):
    """Whether all characters of a given name are usual in given names."""
    return is_name(name) and frozenset.union(*given_names()).issuperset(name[1:])


@cache
def other_words():
    lists = words("zh")
    return frozenset(
        [*lists["not_names"], *lists["countries"], *lists["documents"], *lists["adverbs"], *lists["cues"]["say"]]
    )


@cache
def behind_no_surname():
    """Return words that follow no family name: 回应 (respond) in 范回应, and 大学 in 范大学 of 师范大学."""
    return frozenset([*words("zh")["cues"]["say"], *words("zh")["body_ends"]])


def is_name(text):
    is_one = bool(bare_name().match(text)) and not has_tail(text) and not is_party(text)
    is_one = is_one and not (len(text) == GIVEN and text.endswith("氏"))
    is_word = len(text) > GIVEN and text[1:] in behind_no_surname()
    return is_one and not is_word and not {text, text[:GIVEN]} & other_words()


def is_party(text):
    """Whether a text is a country or a body that speaks: 中方."""
    return len(text) == GIVEN and text[1] == "方" and text[0] in words("zh")["parties"]


def has_tail(text):
    """Whether a foreign name is followed by letters that are no syllables of names: 别科夫致."""
    _others, point, last = text.rpartition("·")
    return bool(point) and len(last) > FEWEST and (last[-1] not in syllables() or bool(NEVER.intersection(last)))


@cache
def syllables():
    return frozenset(words("zh")["foreign_syllables"])


@cache
def all_syllables():
    """Return the syllables of foreign names, including those only in names with a point."""
    return syllables() | set(words("zh")["inner_syllables"])


@cache
def first_syllables():
    return all_syllables() | set(words("zh")["first_syllables"])


def is_first_part(text):
    """Whether a text can be a foreign name before a point."""
    return text[0] in first_syllables() and (first_syllables() | {"-"}).issuperset(text)


def is_transcription(text):
    """Whether a text is a foreign name without a point: 佩兰."""
    return FEWEST <= len(text) <= MOST and syllables().issuperset(text) and text not in other_words()


def is_part_of_name(phrase, text):
    """Whether a text elsewhere has a phrase as a part of a foreign name."""
    return f"·{phrase}" in text or f"{phrase}·" in text


@lru_cache(KEPT)
def is_known_name(name, text):
    """Whether a text surely has a name: after a title, before a verb of saying, or by the family name with a title."""
    if (
        is_part_of_name(name, text)
        or f"{name}（" in text
        or any(name[0] + title in text for title in words("zh")["address"])
    ):
        return True
    at = text.find(name)
    for _time in range(MOST_LOOKED_AT):
        if at < 0:
            return False
        if text[max(0, at - LONGEST_TITLE) : at].endswith(tuple(titles())) or speaks().match(text, at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False


@cache
def speaks():
    return re.compile(alternatives(words("zh")["cues"]["say"]) + "[，：“]")


@lru_cache(KEPT)
def is_called(phrase, text):
    """Whether a text calls somebody only 魏工 or 老张: more than once, and once before a verb of saying."""
    places = list(islice(re.finditer(re.escape(phrase), text), MOST_LOOKED_AT))
    return len(places) > 1 and any(speaks().match(text, place.end()) for place in places)


@lru_cache(KEPT)
def has_person(surname, text):
    """Whether a text has a person of a family name after a title."""
    places = islice(re.finditer(surname, text), MOST_LOOKED_AT)
    before = (text[max(0, at.start() - LONGEST_TITLE) : at.start()] for at in places)
    # 组长老周 (team leader Lao Zhou) has no 长老 (elder)
    return any(each.endswith(tuple(titles())) and each[-1] not in words("zh")["familiar"] for each in before)


def name_before_title(phrase, text):
    """Return (body, name, title) of 高志远部长 (minister Gao Zhiyuan) or 西北大学沈薇教授, or None."""
    title = next(iter(titles_before(phrase, len(phrase))), "")
    rest = phrase.removesuffix(title)
    if not title or not rest:
        return None
    if is_part_of_name(rest, text) or (is_name(rest) and ("·" in rest or is_known_name(rest, text))):
        return "", rest, title
    is_native = title in words("zh")["address"] and is_name(rest) and rest[-1] not in PLACES
    is_foreign = title in words("zh")["honorifics"] and is_transcription(rest)
    if len(rest) >= GIVEN and (is_native or (is_foreign and len(rest) > GIVEN)):
        return "", rest, title
    body, name = body_and_name(rest, is_address=title in words("zh")["address"])
    return (body, name, title) if name else None


def body_and_name(phrase, *, is_address):
    """Return (body, name) of 西北大学沈薇 or 拉曼研究所维尔马; `is_address`: a title of address follows."""
    ends, point = tuple(words("zh")["body_ends"]), phrase.find("·")
    for start in range(max(0, point - MOST), point):
        if phrase[:start].endswith(ends) and is_name(phrase[start:]) and phrase[start] in syllables():
            return phrase[:start], phrase[start:]
    lengths = range(MOST, GIVEN - 1, -1) if is_address else ()
    for body, name in ((phrase[:-length], phrase[-length:]) for length in lengths):
        is_one = is_transcription(name) if len(name) > GIVEN else False
        if body.endswith(ends) and (is_one or (len(name) <= GIVEN + 1 and is_name(name))):
            return body, name
    return "", ""
