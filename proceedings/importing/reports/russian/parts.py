"""The kinds of parts that a Russian sentence gives to people: "выступил с приветственным словом"."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, TITLED, Part
from proceedings.importing.reports.lexicon import alternatives, words

BETWEEN = re.compile(r"\s*(?:,|,?\s*и|,?\s*а также|;)\s*(?:также\s+)?", re.IGNORECASE)
# Between a pattern and its people: "видеообращение президента", "с приветственным словом выступили также".
LINK = re.compile(
    r"\s*(?:(?:к )?(?:участник\w+|собравшимся|гостям)\s*)?"
    r"(?:(?:встречи|конференции|форума|мероприятия|заседания)\s*)?(?:также |затем |к участникам )?"
    r"(?:выступил\w*|обратил\w*|произн[её]с\w*|сделал\w*|направил\w*|прозвучал\w*|прислал\w*|от|к участникам|:)?"
    r"\s*(?:также|затем)?\s*",
    re.IGNORECASE,
)


@cache
def patterns():
    return [(kind, re.compile(alternatives(each), re.IGNORECASE)) for kind, each in words("ru")["kinds"].items()]


def parts_of(text, span, mentions):
    """Return the Parts in a sentence. A pattern's people follow it, or else stand before it."""
    start, end = span
    people = [mention for mention in mentions if mention.manner in {NAMED, TITLED}]
    parts, taken = [], []
    for kind, pattern in patterns():
        for match in pattern.finditer(text, start, end):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            link = LINK.match(text, match.end(), end)
            group = listed_from(text, people, link.end() if link else match.end()) or before(
                text, people, match.start()
            )
            if group:
                taken.append(match.span())
                parts.append(Part(group, kind, span))
    return parts


def listed_from(text, people, place):
    group = []
    for mention in people:
        between = text[place : mention.start]
        if mention.start >= place and (not between.strip() or (group and BETWEEN.fullmatch(between))):
            group.append(mention)
            place = mention.end
    return group


def before(text, people, place):
    listed = [mention for mention in people if mention.end <= place]
    if not listed or re.search(r"[;.]", text[listed[-1].end : place]):
        return []
    group = [listed[-1]]
    for mention in reversed(listed[:-1]):
        if not BETWEEN.fullmatch(text[mention.end : group[0].start]):
            break
        group.insert(0, mention)
    return group
