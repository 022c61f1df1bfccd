"""Parsing of queries into trees. Any input is a query; messages name the parts that were not understood."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from .analysis import Phrase, beginnings, phrases

FIELDS = ("speaker", "theme", "conference", "organisation", "country", "kind", "language", "after", "before")
# Longer than any real query. The rest is ignored.
MOST_CHARACTERS = 1000
MOST_WORDS = 32

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
