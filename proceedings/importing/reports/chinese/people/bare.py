"""Chinese names that stand in a text without a post: 穿绿背心的邱建勋一路握手, 倪红霞在税务局工作了十八年."""

import re
from collections import defaultdict
from functools import cache

from proceedings.importing.reports.attributions import NAMED, Mention

from .ends import LONGEST_END, LONGEST_POST, OCCUPATION_ENDS, family, goes_on, is_bounded, is_letter, name_openings
from .given import by_given_name
from .names import GIVEN, NEVER, given_names, is_name

# Characters before a name that belong to no longer word.
BEFORE = frozenset("的和与及由对向请是为让叫跟给同有把被找")
# Words with which a clause can begin, and characters of no name before another word.
FEWEST = 2


def bare(text):
    """Yield the mentions of people whose names the text has again, or once before a verb, without a post."""
    places = candidates(text)
    for name, spans in places.items():
        if is_person(name, spans, text, places):
            yield from (mention_at(text, span, name) for span in spans)


@cache
def occupation():
    """Return the pattern of an occupation at the end of a text: 税务师, 时装周的买手."""
    return re.compile(f"(?:^|(?<=[，。；：！？“”、（）\\n 的和与及由任]))[^，。；：！？“”、（）\\n 的和与及由任]{{1,14}}[{''.join(OCCUPATION_ENDS)}]$")


def mention_at(text, span, name):
    """Return the mention of a name with the occupation before it, if there is one."""
    post = occupation().search(text, max(0, span[0] - LONGEST_POST), span[0])
    start = post.start() if post else span[0]
    return Mention(start, span[1], NAMED, text[start : span[1]], name, post[0] if post else "")


def candidates(text):
    """Return {name: the spans at which it can stand} of all strings that look like native names."""
    surely, also = given_names()
    usual, places = surely | also | {"阿"}, defaultdict(list)
    for surname in family().finditer(text):
        start, first = surname.span()
        if not begins(text, start):
            continue
        given = text[first : first + GIVEN]
        for length in (GIVEN, 1):
            part = given[:length]
            if len(part) == length and usual.issuperset(part) and NEVER.isdisjoint(part):
                places[text[start : first + length]].append((start, first + length))
    return {name: spans for name, spans in places.items() if is_name(name)}


def begins(text, at):
    """Whether a name can begin at a place: after a mark, an occupation, a body, a country or a little word."""
    if text[at - 1 : at].isdigit():
        return False
    if not is_letter(text, at - 1) or text[at - 1] in BEFORE or text[at - 1] in OCCUPATION_ENDS:
        return True
    return text[max(0, at - LONGEST_END) : at].endswith(name_openings())


def is_person(name, spans, text, places):
    """Whether a string is surely a name: by its characters, how often the text has it and the words behind it."""
    given = name[-GIVEN:] if len(name) > GIVEN else name[1:]
    usual = len(given_names()[0].intersection(given))
    acting = [start for start, end in spans if acts(text, end)]
    if len(name) == GIVEN:
        is_part = any(text.count(each) == text.count(name) for each in places if each.startswith(name) and each != name)
        is_posted = any(text[start - 1] in OCCUPATION_ENDS for start in acting)
        return bool(usual and acting and not is_part) and (is_posted or text.count(name) >= FEWEST)
    # 李明建议
    is_whole = text.count(name) == text.count(name[:-1]) and not any(goes_on().match(text, end - 1) for _, end in spans)
    ends = [match.end() for match in re.finditer(name, text)]
    bounded = [end for end in ends if is_bounded(text, end)]
    if len(ends) < FEWEST:
        if any(by_given_name(text, [name])):
            return True
        return is_whole and bool(acting) and name[-1] in given_names()[0]
    is_certain = usual == GIVEN and len(spans) >= FEWEST
    return (is_whole or len(acting) == len(ends)) and (is_certain or bool(usual and bounded) or len(bounded) >= FEWEST)


def acts(text, end):
    """Whether a verb or an adverb of two characters follows a name."""
    word = goes_on().match(text, end)
    return word is not None and len(word[0]) > 1
