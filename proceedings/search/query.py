"""What a reader typed, as a tree. Nothing typed is an error: what was not understood is told in sentences."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from .analysis import Phrase, beginnings, phrases

FIELDS = ("speaker", "theme", "conference", "organisation", "country", "kind", "language", "after", "before")
# Longer than any question; what is beyond is not looked for.
MOST_CHARACTERS = 1000
MOST_WORDS = 32

OPENING, CLOSING = '"“”„«「『', '"“”»」』'
ITEM = re.compile(
    # A hyphen at a word's beginning leaves out; a time (12:30) or an address (https://…) is no field.
    r"(?P<minus>(?<!\S)[-−](?=[^\s-]))?(?:(?P<name>[^\W\d_]+)[:：](?=[^\s/:：]))?"
    rf"(?:[{OPENING}](?P<quoted>[^{CLOSING}]*)(?:[{CLOSING}]|\Z)(?P<star>\*?)|(?P<bare>[^\s{OPENING}{CLOSING}]+)|\S)"
)


@dataclass(frozen=True)
class Words:
    """One word, or several that stand together: as any of the phrases."""

    phrases: tuple[Phrase, ...]
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class Field:
    """`theme:health`: the name is one of FIELDS, the value as typed."""

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
    """`tree` is None when there is nothing to look for; `complaints` are sentences for the reader."""

    tree: Tree | None
    complaints: tuple[str, ...] = ()

    @property
    def words(self) -> list[Words]:
        """The words that are wanted, in their order: what is marked in a text, and what may have matched nothing."""
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
    """Read a query: words (all of them), "a phrase", OR, -without, prefix* and name:value.

    >>> parse('peace -war').tree.parts[1]
    Without(part=Words(phrases=(Phrase(terms=('war',), open=False),), typed='war'))
    >>> parse("author:ada").complaints
    ('There is no “author:” to ask for; there are speaker:, theme:, conference:, organisation:, country:, kind:, language:, after: and before:.',)
    """  # noqa: E501 - a sentence is one line
    complaints = []
    if len(typed) > MOST_CHARACTERS:
        complaints.append(_("Only the first %d characters were looked at.") % MOST_CHARACTERS)
        typed = typed[:MOST_CHARACTERS]
    items = [item for found in ITEM.finditer(typed) if (item := read(found, complaints))]
    if len(items) > MOST_WORDS:
        complaints.append(_("Only the first %d words were looked for.") % MOST_WORDS)
        items = items[:MOST_WORDS]
    groups, joining = [], False
    for at, item in enumerate(items):
        # At the beginning, at the end or before another, OR is a word like any other.
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
        complaints.append(_("“%s” has no letter or digit to look for.") % shown(typed))
    tree = Every(parts) if len(parts) > 1 else parts[0] if parts else None
    return Query(tree, tuple(dict.fromkeys(complaints)))


OR = object()


def read(found, complaints):
    """The part of the tree that an item is, OR, or None for what says nothing."""
    name, quoted, bare = found["name"], found["quoted"], found["bare"]
    value = quoted if quoted is not None else bare
    if value is None:
        return None
    if name:
        if name.casefold() in FIELDS:
            part = Field(name.casefold(), value.strip()) if value.strip() else None
        else:
            complaints.append(unknown_field(name))
            part = None
    elif bare == "OR" and not found["minus"]:
        return OR
    else:
        part = as_words(value, starred=bool(found["star"]) or bool(bare and bare.endswith("*")))
    return Without(part) if part and found["minus"] else part


def as_words(typed, *, starred=False):
    found = beginnings(typed) if starred else phrases(typed)
    return Words(tuple(found), typed.rstrip("*")) if found else None


def unknown_field(name):
    if near := get_close_matches(name.casefold(), FIELDS, n=1):
        return _("There is no “%(name)s:” to ask for. Did you mean %(near)s:?") % {
            "name": shown(name),
            "near": near[0],
        }
    *others, last = [f"{known}:" for known in FIELDS]
    return _("There is no “%(name)s:” to ask for; there are %(others)s and %(last)s.") % {
        "name": shown(name),
        "others": ", ".join(others),
        "last": last,
    }


def shown(text):
    """A piece of what was typed, as a sentence can quote it."""
    text = "".join(character if character.isprintable() else "\ufffd" for character in text.strip())
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004
