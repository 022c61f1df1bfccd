"""Parsing of queries into trees. Any input is a query; messages name the parts that were not understood."""

import re
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from django.utils.translation import gettext as _

from .words.analysis import Phrase, beginnings, phrases

FIELDS = ("speaker", "theme", "conference", "organisation", "country", "kind", "language", "after", "before")
# Longer than any real query. Further characters are ignored.
MOST_CHARACTERS = 1000
MOST_WORDS = 64
# The most beginnings in a query, each of which is looked up as all words that begin with it.
MOST_BEGINNINGS = 4

OPENING, CLOSING = '"“”„«「『', '"“”»」』'
ITEM = re.compile(
    # A hyphen before a word excludes it. A time (12:30) or a URL is not a field.
    r"(?P<minus>(?<!\S)[-−](?=[^\s-]))?(?:(?P<name>[^\W\d_]+)[:：](?=[^\s/:：]))?"
    rf"(?:[{OPENING}](?P<quoted>[^{CLOSING}]*)(?:[{CLOSING}]|\Z)(?P<star>\*?)|(?P<bare>[^\s{OPENING}{CLOSING}]+)|\S)"
)


@dataclass(frozen=True)
class Words:
    """A word or a quoted phrase. It matches any of the phrases."""

    phrases: tuple[Phrase, ...]
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class Field:
    """A field such as `theme:health`. The name is one of FIELDS, the value is as typed."""

    name: str
    value: str


@dataclass(frozen=True)
class Without:
    part: "Tree"


@dataclass(frozen=True)
class Every:
    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Tree", ...]


Tree = Words | Field | Without | Every | Either


@dataclass(frozen=True)
class Query:
    """`tree` is None if there is nothing to search for. `complaints` are sentences for the reader."""

    tree: Tree | None
    complaints: tuple[str, ...] = ()

    @property
    def words(self) -> list[Words]:
        """The words that results should have, in order. Excluded words are not among them."""
        return list(wanted(self.tree))


def wanted(tree):
    if isinstance(tree, Words):
        yield tree
    elif isinstance(tree, Every | Either):
        for part in tree.parts:
            yield from wanted(part)


def is_words(tree):
    """Whether a tree has only wanted words, which an engine can search for by itself."""
    return isinstance(tree, Words) or (isinstance(tree, Every | Either) and all(map(is_words, tree.parts)))


def fields(tree):
    """Yield the fields of a tree, in order."""
    if isinstance(tree, Field):
        yield tree
    elif isinstance(tree, Without):
        yield from fields(tree.part)
    elif isinstance(tree, Every | Either):
        for part in tree.parts:
            yield from fields(part)


def in_a_row(tree):
    """The words of a tree as one phrase, for each stemming; [] unless all words are required."""
    if not isinstance(tree, Every) or not all(isinstance(part, Words) for part in tree.parts):
        return []
    # A word that is the same in several stemmings has fewer phrases: its last one stands for the others.
    phrases_of = [[phrase for phrase in part.phrases if not phrase.whole] for part in tree.parts]
    ways = zip_longest(*phrases_of)
    ways = [[phrase or some[-1] for phrase, some in zip(way, phrases_of, strict=True)] for way in ways]
    return [Phrase(tuple(chain.from_iterable(phrase.terms for phrase in way)), way[-1].open) for way in ways]


def longest(tree, most):
    """The tree with at most `most` parts, those with the longest words, and at most `most` terms in each phrase.

    Long words are rare, so the score of a long query is computed from them alone.
    """
    if isinstance(tree, Words):
        cut = (one._replace(terms=one.terms[:most], open=one.open and len(one.terms) <= most) for one in tree.phrases)
        return Words(tuple(dict.fromkeys(cut)), tree.typed)
    parts = sorted(tree.parts, key=longest_word, reverse=True)[:most]
    parts = tuple(longest(part, most) for part in tree.parts if part in parts)
    return type(tree)(parts[:most]) if len(parts) > 1 else parts[0]


def longest_word(tree):
    """The length of the longest term in a tree of words."""
    if isinstance(tree, Words):
        return max(len(term) for phrase in tree.phrases for term in phrase.terms)
    return max(map(longest_word, tree.parts))


def parse(typed: str) -> Query:
    """Parse a query: words, "a phrase", OR, -excluded, prefix* and name:value.

    >>> parse('peace -war').tree.parts[1]
    Without(part=Words(phrases=(Phrase(terms=('war',), open=False),), typed='war'))
    >>> parse("author:ada").complaints
    ('There is no field “author:”. The fields are speaker:, theme:, conference:, organisation:, country:, kind:, language:, after: and before:.',)
    """  # noqa: E501 - a sentence is one line
    complaints = []
    if len(typed) > MOST_CHARACTERS:
        complaints.append(_("Only the first %d characters were used.") % MOST_CHARACTERS)
        typed = typed[:MOST_CHARACTERS]
    items = [item for match in ITEM.finditer(typed) if (item := parse_item(match, complaints))]
    if len(items) > MOST_WORDS:
        complaints.append(_("Only the first %d words were used.") % MOST_WORDS)
        items = items[:MOST_WORDS]
    if sum(map(is_open, items)) > MOST_BEGINNINGS:
        complaints.append(_("Use * with at most %d words.") % MOST_BEGINNINGS)
        items = list(without_more_open(items))
    groups, joining = [], False
    for at, item in enumerate(items):
        # At the start, at the end or before another OR, it is an ordinary word.
        if item is OR and groups and not joining and at + 1 < len(items) and items[at + 1] is not OR:
            joining = True
            continue
        part = as_words("or") if item is OR else item
        if joining:
            groups[-1].append(part)
        else:
            groups.append([part])
        joining = False
    parts = tuple(Either(tuple(group)) if len(group) > 1 else group[0] for group in groups)
    if typed.strip() and not parts and not complaints:
        complaints.append(_("“%s” has no letters or digits to search for.") % shown(typed))
    tree = Every(parts) if len(parts) > 1 else parts[0] if parts else None
    return Query(tree, tuple(dict.fromkeys(complaints)))


OR = object()


def is_open(item):
    """Whether an item ends in a prefix, such as peac*."""
    item = item.part if isinstance(item, Without) else item
    return isinstance(item, Words) and any(phrase.open for phrase in item.phrases)


def without_more_open(items):
    """The items without the beginnings beyond MOST_BEGINNINGS."""
    beginnings = 0
    for item in items:
        beginnings += is_open(item)
        if beginnings <= MOST_BEGINNINGS or not is_open(item):
            yield item


def parse_item(match, complaints):
    """The tree of an item, OR, or None for an empty item. Adds to the complaints."""
    name, quoted, bare = match["name"], match["quoted"], match["bare"]
    value = quoted if quoted is not None else bare
    if value is None:
        return None
    if name:
        if name.casefold() in FIELDS:
            part = Field(name.casefold(), value.strip()) if value.strip() else None
        else:
            complaints.append(unknown_field(name))
            part = None
    elif bare == "OR" and not match["minus"]:
        return OR
    else:
        part = as_words(value, starred=bool(match["star"]) or bool(bare and bare.endswith("*")))
    return Without(part) if part and match["minus"] else part


def as_words(typed, *, starred=False):
    matching = beginnings(typed) if starred else phrases(typed)
    return Words(tuple(matching), typed.rstrip("*")) if matching else None


def unknown_field(name):
    # Few queries name an unknown field.
    from rapidfuzz import fuzz, process

    if near := process.extractOne(name.casefold(), FIELDS, scorer=fuzz.ratio, score_cutoff=60):
        return _("There is no field “%(name)s:”. Did you mean %(near)s:?") % {
            "name": shown(name),
            "near": near[0],
        }
    *others, last = [f"{field_name}:" for field_name in FIELDS]
    return _("There is no field “%(name)s:”. The fields are %(others)s and %(last)s.") % {
        "name": shown(name),
        "others": ", ".join(others),
        "last": last,
    }


def shown(text):
    """Typed text, shortened and without control characters, for quoting in a message."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in text.strip())
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004
