"""Posts that several people share in English: "Presidents Ann Ash of Ghana and Bo Birch of Togo"."""

import re
from dataclasses import replace

from proceedings.importing.reports.attributions import NAMED, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .posts import is_country

WORD = r"[^\W\d_a-z][\w'’-]+"
PARTICLE = rf"(?:{alternatives(words('en')['particles'])} )*"
NAME = rf"(?<![\w'’-]){PARTICLE}(?:{WORD}|[A-Z]\.)(?: {PARTICLE}(?:{WORD}|[A-Z]\.)){{1,4}}"
# Countries with two names.
PAIRS = (
    "Bosnia and Herzegovina",
    "Trinidad and Tobago",
    "Antigua and Barbuda",
    "Kitts and Nevis",
    "São Tomé and Príncipe",
    "Sao Tome and Principe",
    "Vincent and the Grenadines",
)
PLACE = rf"(?:the )?(?:(?:Saint |St\.? )?{alternatives(PAIRS)}|{WORD}(?: (?:of (?:the )?)?{WORD}){{0,3}})"
BETWEEN = r"(?:,? and |,? as well as |,? along with |, |; (?:and )?)(?:of )?"
FIELDS = (
    r"(?:deputy|vice|prime|foreign|first|chief|interior|defen[cs]e|finance|trade|energy|transport|health|education"
    r"|agriculture|environment|culture|justice|economy|labou?r|tourism|water|federal)"
)
HOLDERS = (
    r"(?:presidents|ministers|premiers|chancellors|governors|mayors|ambassadors|leaders|speakers|chairmen|directors"
    r"|rectors|secretaries|commissioners|kings|queens|emirs|sultans|prefects|envoys)"
)
POSTS = (
    r"\b(?P<posts>(?i:heads of (?:state|government|delegation)(?: (?:and|or) (?:of )?government)?"
    rf"|(?:{FIELDS} )*{HOLDERS}))"
)
ANY_POSTS = re.compile(rf"(?i:\bheads of|{HOLDERS})\b")
# "Presidents Ann Ash of Ghana and Bo Birch of Togo", "the leaders met: Ann Ash (Ghana) and …".
ITEM = rf"{NAME}(?: of {PLACE}| \({PLACE}\))?"
NAMES_FIRST = re.compile(rf"{POSTS}(?:[,:–—]|[^.,:;]{{0,60}}:)? (?P<items>{ITEM}(?:{BETWEEN}{ITEM})+)")
ONE = re.compile(rf"(?P<name>{NAME})(?: of (?P<of>{PLACE})| \((?P<in>{PLACE})\))?")
# "The presidents of Ghana (Ann Ash) and Togo (Bo Birch)".
OWN = rf"{PLACE} \({NAME}\)"
BRACKETED = re.compile(rf"{POSTS} of (?P<items>{OWN}(?:{BETWEEN}{OWN})+)")
IN_BRACKETS = re.compile(rf"(?P<of>{PLACE}) \((?P<name>{NAME})\)")
# "The presidents of Ghana and Togo, Ann Ash and Bo Birch".
WORDS = rf"(?:the )?{WORD}(?: (?:of (?:the )?)?{PARTICLE}(?:{WORD}|[A-Z]\.)){{0,6}}"
PLACES_FIRST = re.compile(rf"{POSTS} of (?P<items>{WORDS}(?:(?:{BETWEEN}|: ){WORDS}){{2,}})")
APART = re.compile(rf"{alternatives(PAIRS)}|(?P<mark>{BETWEEN}|: )")
# "Ann Ash and Bo Birch, Presidents of Ghana and Togo".
NAMES_THEN_PLACES = re.compile(
    rf"(?P<names>{NAME}(?:{BETWEEN}{NAME})+),? (?:the |respectively )?"
    rf"{POSTS} of (?P<places>{PLACE}(?:{BETWEEN}{PLACE})+)"
)
# The titles of each of several leaders.
LEADERS = {
    "head of state": ("leader", "head of state", "president"),
    "head of government": ("leader", "head of government", "prime minister"),
}
# The fewest people of a list, and the fewest words of a full name.
SEVERAL, FULL_NAME = 2, 2


def with_joint_posts(text, span, mentions):
    """Give each person in a sentence the post that several share; return the mentions in order."""
    for name, posts, place in joint(text, *span):
        inside = [each for each in mentions if each.start < name[1] and name[0] < each.end]
        is_bare = all(each.manner == NAMED and not each.role for each in inside[1:])
        if not is_bare or any(each.manner not in {NAMED, TITLED} for each in inside):
            continue
        mentions = [each for each in mentions if each not in inside]
        mentions = sorted([*mentions, titled(text, name, posts, place)], key=lambda each: each.start)
    return mentions


def titled(text, name, posts, place):
    """Return the mention of a person with the post in the singular: "President of Ghana"."""
    title = singular(posts)
    of = f" of {place}" if place else ""
    mention = Mention(*name, NAMED, text[slice(*name)], text[slice(*name)])
    if title.lower() in LEADERS:
        return replace(mention, role="\n".join(f"{each}{of}" for each in LEADERS[title.lower()]))
    return replace(mention, post=f"{title}{of}")


def singular(posts):
    """Return a post in the singular: "Prime Minister" of "Prime Ministers"."""
    head, of, rest = posts.partition(" of ")
    if of:
        return f"{head.removesuffix('s')}{of}{re.split(' (?:and|or) ', rest)[0]}"
    return re.sub("men$", "man", re.sub("ies$", "y", posts)) if posts.endswith(("men", "ies")) else posts[:-1]


def joint(text, start, end):
    """Yield (span of a name, plural title, place or "") for each person of a list behind such a title."""
    if not ANY_POSTS.search(text, start, end):
        return
    for match in NAMES_FIRST.finditer(text, start, end):
        for each in ONE.finditer(text, *match.span("items")):
            yield each.span("name"), match["posts"], each["of"] or each["in"] or ""
    for match in BRACKETED.finditer(text, start, end):
        for each in IN_BRACKETS.finditer(text, *match.span("items")):
            yield each.span("name"), match["posts"], each["of"]
    for match in NAMES_THEN_PLACES.finditer(text, start, end):
        names, places = (pieces(text, *match.span(group)) for group in ("names", "places"))
        for name, place in zip(names, places, strict=True) if len(names) == len(places) else ():
            yield name, match["posts"], text[slice(*place)]
    for match in PLACES_FIRST.finditer(text, start, end):
        for name, place in paired(text, pieces(text, *match.span("items"))):
            yield name, match["posts"], place


def pieces(text, start, end):
    """Return the spans between the commas and the "and" of a list."""
    marks = [each.span() for each in APART.finditer(text, start, end) if each["mark"]]
    return list(zip([start, *(after for _at, after in marks)], [*(at for at, _after in marks), end], strict=True))


def paired(text, spans):
    """Return [(span of a name, place)] of as many names as places, after each other or in pairs; or []."""
    if len(spans) % 2:
        spans = divided(text, spans, len(spans) // 2)
    own = [text[slice(*span)] for span in spans]
    half = len(own) // 2
    if half < SEVERAL or len(own) % 2:
        return []
    # "Of Ghana, Ann Ash, and Togo, Bo Birch".
    pairs = [(one, other) for one, other in zip(own[::2], range(1, len(own), 2), strict=True)]
    if not is_full_name(own[1]):
        pairs = list(zip(own[:half], range(half, len(own)), strict=True))
    is_list = all(is_full_name(own[at]) and not is_full_name(place) for place, at in pairs)
    return [(spans[at], place) for place, at in pairs] if is_list else []


def divided(text, spans, middle):
    """Return the spans with the last place apart from the first name: "Togo Ann Ash"."""
    start, end = spans[middle]
    listed = text[start:end].split(" ")
    for count in range(1, len(listed) - FULL_NAME + 1):
        place = " ".join(listed[:count])
        if is_country(place):
            at = start + len(place)
            return [*spans[:middle], (start, at), (at + 1, end), *spans[middle + 1 :]]
    return spans


def is_full_name(words_):
    """Whether words with capitals are a full name, and no country."""
    return len(words_.split()) >= FULL_NAME and not is_country(words_) and not words_.startswith("the ")
