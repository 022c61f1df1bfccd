"""Where a name ends in Chinese, which puts no space between it and the next word."""

import re
from functools import cache, lru_cache
from itertools import islice

from proceedings.importing.reports.lexicon import alternatives, words

from .names import (
    GIVEN,
    LATIN,
    MOST,
    NEVER,
    all_syllables,
    first_syllables,
    given_names,
    hyphenated,
    is_first_part,
    is_name,
    literal_sayings,
    other_words,
    special_names,
    surnames,
    syllables,
    tibetan,
    titles,
)

LETTER = r"[\u4e00-\u9fff]"
FOREIGN = re.compile(
    rf"{LETTER}{{1,8}}(?:-{LETTER}{{1,5}})?"
    rf"(?:[·•・](?:[A-Z]\.?|{LETTER}{{1,{MOST + 2}}}(?:-{LETTER}{{1,5}})?)){{1,3}}|{LATIN}"
)
POINT = re.compile("[·•・]")
# Letters of a Japanese name, and most letters of a post and of a word before a name.
LONG_NAME, LONGEST_POST, LONGEST_END = 4, 30, 8
# The ends of occupations: 人口学家 (demographer).
OCCUPATION_ENDS = frozenset("家员者人师长手士演")
# Syllables of names that begin another word if no syllable follows: 因 (because), 在 (at).
JOINING = frozenset("因在于和以从对向与同也则来有是用就把将还为由上又先受应当今去第")
# 田力来了 (Tian Li came)
VERBS, BEHIND_VERBS = frozenset("来去到走站坐笑哭"), frozenset("了到过着进出回自")
# A foreign name of so many syllables counts even if the text has it only once.
SURE = 4
# The size of caches of names, and the most places of a name that are looked at.
KEPT_NAMES, MOST_LOOKED_AT = 20_000, 20


@cache
def posted():
    return re.compile(f"{alternatives(titles())}(?={LETTER}|{LATIN})")


@cache
def family():
    return re.compile(alternatives(surnames()))


@cache
def followed_by_title():
    lists = words("zh")
    return re.compile(alternatives([*lists["address"], *lists["short_titles"]]) + f"(?!{LETTER}{{1,2}}[·•・])")


@cache
def goes_on():
    """Return the pattern of words that follow a name."""
    lists = words("zh")
    return re.compile(alternatives([*literal_sayings(), *lists["adverbs"], *lists["address"], *lists["after_names"]]))


def is_letter(text, at):
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


def is_bounded(text, at):
    return not is_letter(text, at) or text[at] in NEVER or bool(goes_on().match(text, at))


def name_end(text, start):
    """Return the end of the name that begins at a place, or None if it is doubtful."""
    if match := special_names().match(text, start) or two_parts().match(text, start):
        return match.end() if "-" not in match[0] or is_bounded(text, match.end()) else None
    if match := FOREIGN.match(text, start):
        is_whole = match[0][0].isascii() or is_first_part(POINT.split(match[0])[0])
        return foreign_end(text, match) if is_whole else None
    surname = family().match(text, start)
    if surname is None:
        return transcription_end(text, start) or four_letters(text, start) or rare_end(text, start)
    is_address = surname[0] in NEVER or followed_by_title().match(text, surname.end())
    foreign = transcription_end(text, start)
    if foreign and foreign - start >= SURE:
        return foreign
    if is_japanese(text, start):
        return start + LONG_NAME
    return None if is_address else native_end(text, surname)


@cache
def two_parts():
    return re.compile(f"{tibetan()}|{hyphenated()}")


def is_japanese(text, start):
    """Whether four letters after 日本 (Japan) can be a name: 日本京都大学教授金田章裕."""
    end, before = start + LONG_NAME, text[max(0, start - LONGEST_POST) : start]
    is_one = "日本" in before and all(is_letter(text, at) for at in range(start, end)) and is_bounded(text, end)
    return is_one and not any(is_bounded(text, at) for at in (end - 2, end - 1))


def native_end(text, surname):
    """Return the end of the name that begins with a family name, or None if it is doubtful."""
    start, short = surname.start(), surname.end() + 1
    longest = short + 1 + (len(surname[0]) > 1)
    ends = [end for end in range(longest, short - 1, -1) if all(is_letter(text, at) for at in range(start, end))]
    ends = [end for end in ends if not NEVER.intersection(text[surname.end() : end]) and is_name(text[start:end])]
    if len(ends) > GIVEN and (word := goes_on().match(text, ends[1])) and word.end() > ends[1] + 1:
        # 森田和彦通过 (Morita Kazuhiko passed)
        del ends[0]
    if len(ends) >= GIVEN and (word := goes_on().match(text, short)):
        is_longer = text.count(text[start : short + 1]) == text.count(text[start:short])
        is_verb = text[short] in VERBS and text[short + 1 : short + 2] in BEHIND_VERBS
        if word.end() > short + 1 or not is_longer or is_verb:
            ends.reverse()
        elif text.count(text[start:short]) > 1 and is_bounded_elsewhere(text, start, ends[0]):
            return ends[0]
    is_shorter = len(ends) > 1 and text.count(text[start:short]) > text.count(text[start : short + 1])
    if is_shorter and short in ends and is_bounded_elsewhere(text, start, short) and not is_bounded(text, short):
        # 女儿余岚学的是 (what daughter Yu Lan studies), where the text has 余岚 again
        return short
    here = next((end for end in ends if is_bounded(text, end)), None)
    if here is None and (four := four_letters(text, start)):
        return four
    elsewhere = here or next((end for end in ends if is_bounded_elsewhere(text, start, end)), None)
    is_again = bool(ends) and text.count(text[start : ends[0]]) == text.count(text[start:short]) > 1
    return elsewhere or (ends[0] if is_again else likely_end(text, surname))


def likely_end(text, surname):
    """Return the likely end of a name that the text has once, by the usual characters of given names, or None."""
    surely, also = given_names()
    first, second = text[surname.end() : surname.end() + 1], text[surname.end() + 1 : surname.end() + 2]
    if not is_name(text[surname.start() : surname.end() + 1]):
        return None
    if second and text[surname.end() + 2 : surname.end() + 3] == second:
        # 田力滔滔不绝 (Tian Li talked on and on)
        return surname.end() + 1 if first in surely | also else None
    is_two = first in surely | also and is_name(text[surname.start() : surname.end() + 2])
    if is_two and (second in surely or (second in also and not goes_on().match(text, surname.end() + 1))):
        return surname.end() + 2
    return surname.end() + 1 if first in surely and second and second not in surely | also else None


def four_letters(text, start):
    """Return the end of a Japanese name of four letters, if its family name speaks elsewhere in the text, or None."""
    end = start + 2 * GIVEN
    is_whole = all(is_letter(text, at) for at in range(start, end)) and is_bounded(text, end)
    family_name = text[start : start + GIVEN]
    is_again = is_whole and not is_bounded(text, start + GIVEN) and speaks_alone(family_name, text)
    return end if is_again and not NEVER.intersection(text[start:end]) and is_free(family_name) else None


def rare_end(text, start):
    """Return the end of a name with a rare family name, which begins a clause and speaks elsewhere, or None."""
    return next((end for end in (start + GIVEN + 1, start + GIVEN) if is_rare_name(text[start:end], text)), None)


@lru_cache(KEPT_NAMES)
def is_rare_name(name, text):
    is_free_name = is_free(name) and is_free(name[:GIVEN]) and not NEVER.intersection(name)
    if not is_free_name or not all(is_letter(name, at) for at in range(len(name))):
        return False
    places = islice(re.finditer(re.escape(name), text), MOST_LOOKED_AT)
    return any(
        not is_letter(text, place.start() - 1) and saying().match(text, place.end())
        for place in places
        if place.start()
    )


@cache
def saying():
    """Return the pattern of a verb of saying and a mark, after a name."""
    sayings, address = alternatives([*literal_sayings(2), "说"]), alternatives(words("zh")["address"])
    return re.compile(f"(?:{address})?(?:还|也|则|随后|最后|特别)?{sayings}[，：]")


@lru_cache(KEPT_NAMES)
def speaks_alone(family_name, text):
    """Whether a family name that begins a clause stands before a form of address or a verb of saying."""
    places = re.finditer(re.escape(family_name), text)
    return any(
        not is_letter(text, place.start() - 1) and address_or_saying().match(text, place.end()) for place in places
    )


@cache
def address_or_saying():
    return re.compile(alternatives([*words("zh")["address"], *literal_sayings()]))


def is_free(word):
    return word not in other_words() and word not in titles()


def transcription_end(text, start):
    """Return the end of a foreign name without a point, if it is long or the text has it again, or None."""
    end = next((at for at in range(start, start + MOST + 1) if text[at : at + 1] not in all_syllables()), start)
    if text[start] not in syllables() or text[end - 1] not in syllables():
        return None
    shorter = (
        at for at in range(end - 1, start + 1, -1) if text.count(text[start:end]) == 1 < text.count(text[start:at])
    )
    end = next(shorter, end)
    is_again = end - start >= GIVEN and (text.count(text[start:end]) > 1 or end - start >= SURE)
    is_whole = is_again and is_bounded(text, end) and not address_inside().search(text, start + 1, end)
    return end if is_whole and text[start:end] not in other_words() else None


@cache
def address_inside():
    """Return the pattern of a form of address, which no foreign name contains: 孙伯年先生于 (on …, Mr Sun Bonian)."""
    return re.compile(alternatives(words("zh")["polite"]))


def is_bounded_elsewhere(text, start, end):
    places = islice(re.finditer(re.escape(text[start:end]), text), MOST_LOOKED_AT)
    return any(is_bounded(text, match.end()) for match in places)


def foreign_end(text, match):
    """Return where a foreign name ends: at a mark, before another word, or after the syllables of names."""
    start = max((point.end() for point in POINT.finditer(match[0])), default=len(match[0])) + match.start()
    if start == match.end() or match[0].isascii():
        return match.end()
    end = next((at for at in range(start + 1, match.end() + 1) if begins_word(text, at)), None)
    if end == start + 1:
        # 罗伯特·海因策以 (by Robert Heinze, …), where 海因策 stands elsewhere, and 海 does not
        end = next((at for at in range(match.end(), end, -1) if stands_alone(text, start, at)), end)
    if not all_syllables().issuperset(text[start : end or match.end()].replace("-", "")):
        last = (end or match.end()) - 1
        end = next((at for at in range(last, start + 1, -1) if stands_alone(text, start, at)), end)
        # 阿雷瓦洛放映了 (Arévalo showed a film)
        known = next((at for at in range(start, last + 1) if text[at] not in first_syllables()), None)
        end = known if known is not None and known - start > GIVEN else end
    if end is not None:
        return end
    end = match.end()
    while end > start and not (text[end - 1] in syllables() and all_syllables().issuperset(text[start:end])):
        end -= 1
    return end if end > start else None


def stands_alone(text, start, end):
    """Whether a part of a foreign name begins a clause elsewhere, before another word."""
    places = islice(re.finditer(f"(?<![{LETTER[1:-1]}·]){re.escape(text[start:end])}", text), MOST_LOOKED_AT)
    return any(is_bounded(text, match.end()) for match in places)


def begins_word(text, at):
    """Whether a name surely ends at a place, but not at the hyphen of 本-戴维."""
    if text[at : at + 1] == "-" or not is_letter(text, at) or text[at] in NEVER:
        return text[at : at + 1] != "-"
    if text[at] in JOINING and is_letter(text, at + 1) and text[at + 1] not in all_syllables():
        # 巴斯托斯因航班晚点 (because of a late flight, Bastos …), but not 侯赛因指出 (Hussein pointed out)
        is_inside = text[at + 1] in "在也还则" or address_or_saying().match(text, at + 1)
        return not (is_inside and text[at] in "因于以从同为由")
    word = goes_on().match(text, at)
    return word is not None and not all_syllables().issuperset(word[0])


def whole_first_part(text, start, point):
    """Return where a foreign name begins: after a body (中心海因里希·福斯特), or a word before it (请出贝婷娜·埃格)."""
    ends = [
        at
        for at in range(start + 1, point - 1)
        if text[max(0, at - LONGEST_END) : at].endswith(body_ends()) and at - start <= GIVEN
    ]
    if ends:
        return ends[-1]
    before = range(start - 1, max(-1, start - LONG_NAME - 1), -1)
    places = [at for at in before if text[start - 1] not in OCCUPATION_ENDS and is_word_before(text, at)]
    is_whole = not all(is_letter(text, at) for at in (start - 1, start)) or is_word_before(text, start)
    return start if is_whole or not places else places[0]


def is_word_before(text, at):
    """Whether a foreign name can begin at a place: after a mark, a title, a body, a country or a verb."""
    return not is_letter(text, at - 1) or text[max(0, at - LONGEST_END) : at].endswith(name_openings())


@cache
def body_ends():
    return tuple(each for each in words("zh")["body_ends"] if len(each) >= GIVEN)


@cache
def name_openings():
    lists = words("zh")
    return (*lists["body_ends"], *titles(), *lists["countries"], *lists["before_foreign"], *lists["address"])
