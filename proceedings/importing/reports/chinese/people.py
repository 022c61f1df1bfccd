"""The people whom a Chinese text surely names, wherever they stand: 由会长罗敏华主持, 同总统卡西姆·穆尔塔扎举行会谈."""

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import islice

from proceedings.importing.reports.attributions import NAMED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .mentions import mention_of
from .names import GIVEN, LATIN, MOST, NEVER, all_syllables, is_name, is_transcription, other_words, surnames, syllables, titles

# What can stand before a name.
PRECEDES = ("由", "请", "邀请", "和", "与", "及", "以及", "对", "向", "的", "是", "同", "为", "校友")
# Texts whose people are kept.
KEPT, MOST_KEPT = 8, 500
LETTER = r"[\u4e00-\u9fff]"
FOREIGN = re.compile(rf"{LETTER}{{1,8}}(?:[·•・]{LETTER}{{1,{MOST + 2}}}){{1,3}}|{LATIN}")
CLAUSE_MARK = re.compile("[，；：]")
LONGEST_NAME = 16
POINT = re.compile("[·•・]")
# What stands before a post: a mark, or a word that calls on somebody.
BEFORE_POST = re.compile(r"[，,；;。：:、！!？?“”（）()\n ]|由|邀请|请|包括|的是|还有|以及")
JOINED = frozenset("和与及")
VERBS_OF_ACTION = frozenset("举进实发执履")
LONGEST_POST, MOST_LOOKED_AT = 40, 20


@cache
def posted():
    return re.compile(f"{alternatives(titles())}(?={LETTER})")


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
    literal = [each for each in lists["cues"]["say"] if each[0] != "("]
    return re.compile(alternatives([*literal, *lists["adverbs"], *lists["address"], *lists["after_names"]]))


def is_letter(text, at):
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


def is_bounded(text, at):
    return not is_letter(text, at) or text[at] in NEVER or bool(goes_on().match(text, at))


def is_first_part(text):
    """Whether a text can be a foreign name before a point."""
    return text[0] in syllables() and all_syllables().issuperset(text)


def name_end(text, start):
    """Return the end of the name that begins at a place, or None if that is doubtful."""
    if match := FOREIGN.match(text, start):
        is_whole = not posted().search(POINT.split(match[0])[0])
        return foreign_end(text, match) if is_whole else None
    surname = family().match(text, start)
    if surname is None:
        return transcription_end(text, start) or four_letters(text, start)
    if surname[0] in NEVER or followed_by_title().match(text, surname.end()):
        return None
    short = surname.end() + 1
    longest = short + 1 + (len(surname[0]) > 1)
    ends = [end for end in range(longest, short - 1, -1) if all(is_letter(text, at) for at in range(start, end))]
    ends = [end for end in ends if not NEVER.intersection(text[surname.end() : end]) and is_name(text[start:end])]
    if len(ends) >= GIVEN and (word := goes_on().match(text, short)):
        is_longer = text.count(text[start : short + 1]) == text.count(text[start:short])
        if word.end() > short + 1 or not is_longer:
            ends.reverse()
    here = next((end for end in ends if is_bounded(text, end)), None)
    if here is None and (four := four_letters(text, start)):
        return four
    elsewhere = here or next((end for end in ends if is_bounded_elsewhere(text, start, end)), None)
    is_again = bool(ends) and text.count(text[start : ends[0]]) == text.count(text[start:short]) > 1
    return elsewhere or (ends[0] if is_again else None)


def four_letters(text, start):
    """Return the end of a Japanese name of four letters, of which the text has the family name elsewhere, or None."""
    end = start + 2 * GIVEN
    is_whole = all(is_letter(text, at) for at in range(start, end)) and is_bounded(text, end)
    family_name = text[start : start + GIVEN]
    is_again = is_whole and speaks_as(family_name).search(text)
    return end if is_again and not NEVER.intersection(text[start:end]) and is_free(family_name) else None


@lru_cache(MOST_KEPT)
def speaks_as(name):
    literal = alternatives([*words("zh")["address"], *(each for each in words("zh")["cues"]["say"] if each[0] != "(")])
    return re.compile(f"(?<!{LETTER}){re.escape(name)}{literal}")


def is_free(word):
    return word not in other_words() and word not in titles()


def transcription_end(text, start):
    """Return the end of a foreign name without a point that the text has again, or None."""
    end = next((at for at in range(start, start + MOST + 1) if text[at : at + 1] not in all_syllables()), start)
    if text[start] not in syllables() or text[end - 1] not in syllables():
        return None
    is_again = end - start >= GIVEN and is_bounded(text, end) and text.count(text[start:end]) > 1
    return end if is_again and text[start:end] not in other_words() else None


def is_bounded_elsewhere(text, start, end):
    places = islice(re.finditer(re.escape(text[start:end]), text), MOST_LOOKED_AT)
    return any(is_bounded(text, match.end()) for match in places)


def foreign_end(text, match):
    """Return where a foreign name ends: at a mark, before another word, or after the syllables of names."""
    start = max((point.end() for point in POINT.finditer(match[0])), default=len(match[0])) + match.start()
    if start == match.end() or match[0].isascii():
        return match.end()
    end = next((at for at in range(start + 1, match.end() + 1) if begins_word(text, at)), None)
    if end is not None:
        return end
    end = match.end()
    while end > start and not (text[end - 1] in syllables() and all_syllables().issuperset(text[start:end])):
        end -= 1
    return end if end > start else None


def begins_word(text, at):
    """Whether a name ends at a place for certain."""
    if not is_letter(text, at) or text[at] in NEVER:
        return True
    word = goes_on().match(text, at)
    return word is not None and not all_syllables().issuperset(word[0])


@lru_cache(KEPT)
def people_of(text):
    """Return the Mentions of people after their posts, and of foreign names with a point, in order."""
    listed = [*after_posts(text), *pointed(text), *introduced(text), *before_addresses(text)]
    listed += by_surname(text, {mention.name[0] for mention in listed})
    listed.sort(key=lambda mention: (mention.start, -mention.end))
    kept = []
    for mention in listed:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def after_posts(text):
    last = 0
    for match in posted().finditer(text):
        end = name_end(text, match.end())
        if end is not None and not is_verb(text, match.start()):
            left = max(last, match.start() - LONGEST_POST)
            start = max((mark.end() for mark in BEFORE_POST.finditer(text, left, match.start())), default=left)
            start, last = start + (text[start] in JOINED), end
            whole = mention_of(text, start, end)
            if whole and whole.manner == NAMED and whole.name == text[match.end() : end]:
                yield whole
            else:
                span = (match.start(), end)
                yield Mention(*span, NAMED, text[slice(*span)], text[match.end() : end], match[0])


@cache
def address():
    return re.compile(f"{alternatives(words('zh')['address'])}(?![们长员助])")


def before_addresses(text):
    """Yield the mentions of 由李明教授主持, 清华大学李明教授: a name between a mark or a body and a form of address."""
    for match in address().finditer(text):
        for length in (GIVEN + 1, GIVEN):
            start = match.start() - length
            left, name = text[max(0, start - LONGEST_POST) : max(0, start)], text[max(0, start) : match.start()]
            is_free_before = not left or not is_letter(left, len(left) - 1) or left.endswith(PRECEDES)
            if start >= 0 and is_name(name) and (is_free_before or left.endswith(tuple(words("zh")["body_ends"]))):
                yield Mention(start, match.end(), NAMED, text[start : match.end()], name, match[0])
                break


@cache
def surname_with_title():
    return re.compile(f"(?<!{LETTER})(?P<name>{alternatives(surnames())}){address().pattern}")


def by_surname(text, known):
    """Yield the mention of 金信惠, whose post is in no list, of somebody whom a clause calls 金室长."""
    for surname in {match["name"] for match in surname_with_title().finditer(text)} - known:
        names = Counter(re.findall(f"{surname}{LETTER}{{{GIVEN}}}", text))
        listed = [name for name, times in names.items() if times > 1 and is_name(name) and not NEVER.intersection(name)]
        if len(listed) == 1 and not address().match(listed[0], len(surname)):
            start = text.index(listed[0])
            end = start + len(listed[0])
            yield Mention(max(0, start - 1), end, NAMED, text[max(0, start - 1) : end], listed[0])


@cache
def introduction():
    return re.compile(f"{alternatives(words('zh')['introduced'])}(?={LETTER})")


def introduced(text):
    """Yield the mentions of 七十岁的何满仓, 名叫马丽."""
    for match in introduction().finditer(text):
        start, end = match.end(), name_end(text, match.end())
        if end is not None and text.count(text[start:end]) > 1:
            yield Mention(start, end, NAMED, text[start:end], text[start:end])


def is_verb(text, at):
    """Whether the first character of a title belongs to a verb before it: 举行长江论坛."""
    return text[at] == "行" and text[at - 1 : at] in VERBS_OF_ACTION


def pointed(text):
    for match in FOREIGN.finditer(text):
        start, first = match.start(), POINT.search(match[0])
        if first is None:
            continue
        point = start + first.start()
        while start < point and not is_first_part(text[start:point]):
            start += 1
        end = foreign_end(text, match)
        if end is not None and start < point:
            yield Mention(start, end, NAMED, text[start:end], text[start:end])


@cache
def speaking():
    """Return the pattern of a name with which a clause begins, before a verb of saying."""
    literal = [each for each in words("zh")["cues"]["say"] if each[0] != "(" and len(each) > 1]
    name = f"(?:{alternatives(surnames())}){LETTER}{{1,{GIVEN}}}?|[{''.join(syllables())}]{{{GIVEN},{MOST}}}?"
    return re.compile(rf"(?<!{LETTER})(?P<name>{name})(?={alternatives(literal)}[，：])")


@lru_cache(KEPT)
def known_names(text):
    """Return the pattern of all names and parts of foreign names that a text has for its people, or None."""
    names = {match["name"] for match in speaking().finditer(text) if is_name(match["name"]) or is_transcription(match["name"])}
    for mention in people_of(text):
        parts = POINT.split(mention.name)
        names |= {mention.name, *(part for part in (parts[0], parts[-1]) if len(part) >= GIVEN)}
    names |= {name for name in often().findall(text) if text.count(name) > 1 and is_transcription(name)}
    return re.compile(alternatives(map(re.escape, names))) if names else None


@cache
def often():
    """Return the pattern of a foreign name with which a clause begins."""
    return re.compile(f"(?<!{LETTER})[{''.join(syllables())}]{{{GIVEN},{MOST}}}(?={goes_on().pattern})")


def people_in(text, span):
    """Return the mentions of people within a span."""
    return [mention for mention in people_of(text) if span[0] <= mention.start and mention.end <= span[1]]


def opening_person(text, span):
    """Return the mentions of the person with whose name, known from elsewhere, a clause begins."""
    names = known_names(text)
    starts = [span[0], *(mark.end() for mark in CLAUSE_MARK.finditer(text, *span))] if names else []
    matches = (names.match(text, start, span[1]) for start in starts)
    match = next((match for match in matches if match and is_bounded(text, match.end())), None)
    return [Mention(*match.span(), NAMED, match[0], match[0])] if match else []


def known_person(text, start, end):
    """Return the mentions of the person whose name, known from elsewhere, a phrase is."""
    names = known_names(text)
    is_known = names is not None and names.fullmatch(text, start, end)
    return [Mention(start, end, NAMED, text[start:end], text[start:end])] if is_known else []


def person_at_the_end(text, start, end):
    """Return the mentions of the person with whose name, known from elsewhere, a phrase ends."""
    if person := next((each for each in people_in(text, (start, end)) if each.end == end), None):
        return [person]
    names = known_names(text)
    starts = range(max(start, end - LONGEST_NAME), end - 1) if names else ()
    at = next((at for at in starts if names.fullmatch(text, at, end)), None)
    return [] if at is None else [Mention(start, end, NAMED, text[start:end], text[at:end])]
