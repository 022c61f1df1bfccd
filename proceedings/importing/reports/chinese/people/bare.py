"""Chinese names in a text without a post: 穿绿背心的邱建勋一路握手, 倪红霞在税务局工作了十八年."""

import re
from collections import defaultdict
from functools import cache

from proceedings.importing.reports.attributions import NAMED, Mention
from proceedings.importing.reports.lexicon import words

from .ends import (
    LETTER,
    LONGEST_END,
    LONGEST_POST,
    OCCUPATION_ENDS,
    family,
    goes_on,
    is_bounded,
    is_letter,
    name_openings,
)
from .given import by_given_name, cues, kin
from .names import GIVEN, NEVER, given_names, is_name, other_words

# Words before a name, and what stands between an occupation and the words before it.
BEFORE, APART = frozenset("的和与及由对向请是为让叫跟给同有把被找"), "，。；：！？“”、（）\\n 的和与及由任"
# The ends of place names, which are in people's names too: 贺兰山, 洛阳.
OF_PLACES = frozenset("山江河湖海岛洋洲州城桥原阳川溪泉源岭峰林昌宁春")
# The fewest places in a text that make a name likely.
FEWEST = 2


def bare(text):
    """Yield the mentions of people without a post, if the text has the name again, or once before a verb."""
    places = candidates(text)
    for name, spans in places.items():
        if is_person(name, spans, text, places):
            yield from (mention_at(text, span, name) for span in spans)


@cache
def occupation():
    """Return the pattern of an occupation at the end of a text: 税务师 (tax adviser), 时装周的买手."""
    return re.compile(f"(?:^|(?<=[{APART}]))[^{APART}]{{1,14}}[{''.join(OCCUPATION_ENDS)}]$")


def mention_at(text, span, name):
    """Return the mention of a name with the occupation before it, if there is one."""
    post = occupation().search(text, max(0, span[0] - LONGEST_POST), span[0])
    start, end = post.start() if post else span[0], span[1]
    # One more letter, since a name alone can be that of a thing.
    words_ = text[start:end] if post else text[start : end + 1]
    return Mention(start, end, NAMED, words_, name, post[0] if post else "")


def candidates(text):
    """Return {name: the spans at which it can stand} for all strings that look like native names."""
    places = defaultdict(list)
    for surname in family().finditer(text):
        start, first = surname.span()
        for length in (GIVEN, 1) if begins(text, start) else ():
            end = first + length
            if all(is_letter(text, at) and text[at] not in NEVER for at in range(first, end)):
                places[text[start:end]].append((start, end))
    alone = given_alone(text)
    return {name: spans for name, spans in places.items() if is_usual(name, alone) or is_again(name, spans, text)}


def is_usual(name, alone):
    """Whether a string has characters of given names, or ends with a given name that the text has alone."""
    usual = frozenset.union(*given_names(), "阿")
    is_called = len(name) > GIVEN and name[-GIVEN:] in alone and name[0] not in NEVER
    return (is_called or usual.issuperset(name[-GIVEN:] if len(name) > GIVEN else name[1:])) and is_name(name)


@cache
def called_alone():
    return re.compile(f"(?<!{LETTER})(?P<given>{LETTER}{{{GIVEN}}})(?:{kin().pattern}|{cues().pattern})")


def given_alone(text):
    """Return the strings of two characters that begin a clause and speak: 腾蛟告诉我 (Tengjiao told me), 树人姨."""
    return {match["given"] for match in called_alone().finditer(text)} - other_words()


def is_again(name, spans, text):
    """Whether a string of rare characters is a name by its places: all before other words, and one before an act."""
    if len(name) <= GIVEN or text.count(name) < FEWEST or not is_name(name):
        return False
    is_whole = text.count(name) == text.count(name[:-1])
    ends = [match.end() for match in re.finditer(name, text)]
    starting = [end for start, end in spans if not is_letter(text, start - 1)]
    return is_whole and all(is_bounded(text, end) for end in ends) and any(acts(text, end) for end in starting)


def begins(text, at):
    """Whether a name can begin at a place: after a mark, an occupation, a body, a country or a function word."""
    if text[at - 1 : at].isdigit() or text[at - 1 : at] in {"·", "-"}:
        return False
    if not is_letter(text, at - 1) or text[at - 1] in BEFORE or text[at - 1] in OCCUPATION_ENDS:
        return True
    return text[max(0, at - LONGEST_END) : at].endswith(name_openings())


def is_person(name, spans, text, places):
    """Whether a string is surely a name: by its characters, its number of places and the words after it."""
    given = name[-GIVEN:] if len(name) > GIVEN else name[1:]
    usual = len(given_names()[0].intersection(given))
    acting = [start for start, end in spans if acts(text, end)]
    if name[-1] in OF_PLACES and not any(is_speaker(text, *span) for span in spans):
        return False
    if len(name) == GIVEN:
        is_part = any(text.count(each) == text.count(name) for each in places if each.startswith(name) and each != name)
        is_posted = any(text[start - 1] in OCCUPATION_ENDS for start in acting)
        return bool(usual and acting and not is_part) and (is_posted or text.count(name) >= FEWEST)
    # 李明建议 (Li Ming suggests): 李明建 is no name.
    is_whole = text.count(name) == text.count(name[:-1]) and not any(goes_on().match(text, end - 1) for _, end in spans)
    ends = [match.end() for match in re.finditer(name, text)]
    bounded = [end for end in ends if is_bounded(text, end)]
    if len(ends) < FEWEST:
        is_speaking = any(cues().match(text, end) for start, end in spans if not is_letter(text, start - 1))
        is_likely = is_speaking or name[-1] in given_names()[0]
        return any(by_given_name(text, [name])) or (is_whole and bool(acting) and is_likely)
    is_certain = usual == GIVEN and len(spans) >= FEWEST
    return (is_whole or len(acting) == len(ends)) and (is_certain or bool(usual and bounded) or len(bounded) >= FEWEST)


def is_speaker(text, start, end):
    """Whether a name stands after an occupation or a form of address, or before a verb of saying."""
    is_posted = text[start - 1 : start] in OCCUPATION_ENDS or text[:start].endswith(tuple(words("zh")["address"]))
    return is_posted or cues().match(text, end) is not None


def acts(text, end):
    """Whether a word of two characters or more, such as a verb, follows a name."""
    word = goes_on().match(text, end)
    return word is not None and len(word[0]) > 1
