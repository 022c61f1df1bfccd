"""Sentences of a Chinese paragraph that continue somebody's words: 她表示，…。我们愿…。 (… We are willing to …)"""

import re
from functools import cache, lru_cache
from itertools import takewhile

from proceedings.importing.reports.attributions import COLLECTIVE, MINUTES, NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

from .people.listed import known_names, people_in, people_of
from .people.names import is_party, literal_sayings, titles

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
MARKS = frozenset("，：,:")
# The rules of attributions that a sentence can continue.
WORDY = frozenset({"that", "coordination", "tag", "prepositional"})
QUOTATION = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")
# 我数了一下 (I counted) of an author who writes "I", but not 我国 (our country).
AUTHOR = re.compile("我(?![们国省市县区州校院方军党])")
# A text with fewer places of this kind has no such author.
FEWEST = 2
# The end of the narrator's sentence after a quotation.
DONE = re.compile("[了过]$|了[^，]{0,4}$|着$")
# A quotation of at most this many characters is no sentence: “三种算法” (three algorithms).
LONGEST_LABEL = 12
# For how many texts it is cached whether they have such an author.
KEPT = 8


@cache
def spoken_party():
    return re.compile(alternatives(["我国", "我方", "我省", "我市", "我县", "我区", "我校", "我院"]))


@cache
def listed(name):
    """Return the pattern of a list of words or patterns."""
    return re.compile(alternatives(words("zh")[name]))


@cache
def introduction():
    """Return the pattern of a person with a post before a verb: 北港渔业合作社社长江水生主张 (Jiang argues)."""
    posts, sayings = alternatives(titles()), alternatives(literal_sayings(2))
    return re.compile(f"[^，。；：“”]{{2,24}}{posts}(?!们)[\u4e00-\u9fff]{{2,3}}?{sayings}")


@lru_cache(KEPT)
def has_author(text):
    return len(AUTHOR.findall(QUOTATION.sub("", text))) >= FEWEST


def goes_on(text, span, last, quoted, *, is_party=False):
    """Whether a sentence without attribution continues the words of the last one of the paragraph.

    It does if it has no names, and no words of the narrator: 他指出，桥老了。水等不了一天。 After a quotation, it must
    also argue or report.
    """
    if last is not None and last.rule == MINUTES:
        return True
    if last is None or last.rule not in WORDY or not last.is_remark or not last.sources:
        return False
    if last.sources[0].manner not in SPEAKERS:
        return False
    if any(first <= span[0] and len(text[last_mark : span[1]].strip("。")) == 0 for first, last_mark in quoted):
        return True
    is_label = all(stop - first <= LONGEST_LABEL for first, stop in last.content)
    is_done = last.rule == "tag" and not DONE.search(text[slice(*span)].rstrip("。"))
    is_open = not last.is_verbatim or is_label or is_done
    return is_open and not is_narrators(text, span, needs_evidence=last.is_verbatim or is_party)


def is_narrators(text, span, *, needs_evidence):
    """Whether a sentence is the narrator's; with `needs_evidence`, it is so unless it argues or reports."""
    sentence, names = text[slice(*span)], known_names(text)
    # 总理还将赴杭州访问 (the premier will also visit Hangzhou): a spokesman's words about others.
    is_about_others = people_in(text, span) or (names and names.search(sentence))
    is_other = introduction().match(sentence) or listed("narrated").search(sentence)
    if is_other or (is_about_others and "还将" not in sentence):
        return True
    if listed("happened").search(sentence) or not is_evident(sentence, needs_more=needs_evidence):
        return True
    return has_author(text) and "我" in sentence and not spoken_party().search(sentence)


def is_evident(sentence, *, needs_more):
    """Whether a sentence argues, or tells no background: 水等不了一天 (the water will not wait), 目前已有三座试点."""
    spoken = QUOTATION.sub("“”", sentence)
    is_plain = not listed("background").search(spoken) and (not needs_more or listed("stated").search(spoken))
    return bool(is_plain or listed("argued").search(spoken))


def is_turn(attributions, last):
    """Whether a sentence belongs to a turn in minutes, even if it quotes others: 发言人：… 有报道称，…。"""
    if last is None or last.rule != MINUTES or not attributions:
        return last is not None and last.rule == MINUTES
    sources = attributions[0].sources
    # 田力（馆长）：雨停了。田力馆长说，路开了。 tells about the same person in the third person.
    is_own = bool(sources) and sources[0].manner == NAMED and sources[0].name in last.sources[0].name
    return not is_own and attributions[0].rule != MINUTES


def speaks_for(attributions, span, last, text):
    """Whether a sentence of 中方 (the Chinese side) continues the words of its representative: 他表示，…。中方赞赏…."""
    sources = [source for each in attributions for source in each.sources]
    is_of_party = all(source.manner == COLLECTIVE and is_party_of(source.text, text, span[0]) for source in sources)
    is_first = bool(sources) and sources[0].start == span[0] and attributions[0].rule == "that"
    is_marked = is_first and text[attributions[0].cue[-1][1]] in MARKS
    return is_first and is_of_party and not is_marked and goes_on(text, span, last, (), is_party=True)


def is_party_of(group, text, place):
    """Whether a group is a party such as 中方, or the country of a person whom the text names before a place."""
    if is_party(group):
        return group[0] not in "双各多三对"
    people = takewhile(lambda each: each.end <= place, people_of(text))
    return group in words("zh")["countries"] and any(group in each.text for each in people)


def whole_sentence(span, text):
    """Return the span of the words of a sentence, without its full stop or the marks of a quotation around it."""
    start, end = span[0], span[0] + len(text[slice(*span)].rstrip("。！ "))
    is_quotation = QUOTATION.fullmatch(text, start, end) is not None
    return (start + 1, end - 1) if is_quotation else (start, end)
