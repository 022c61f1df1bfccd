"""Help for words that are nowhere: which they are, and what names and words of the record are spelled nearly so."""

from collections import Counter
from functools import reduce
from operator import or_
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import Q

from proceedings.models import OtherName, Speaker, Statement, Theme
from proceedings.search.analysis import phrases
from proceedings.search.characters import folded, normal, script, token
from proceedings.search.distance import distance
from proceedings.search.query import Either, Query, Words

# Each word that is looked into costs queries, and each name that may be meant some time.
MOST_WORDS, MOST_NAMES = 5, 20_000
# A shorter word with one letter changed is another word; a longer one may have two.
SHORT, LONG = 4, 8
PIECES = 3
# As many as tell which of several words is the usual one.
MOST_STATEMENTS = 50
ALPHABETS = {"latin": ascii_lowercase, "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюя"}


class Spelling(NamedTuple):
    """A word that nothing has, as typed, and the nearest one of a name, or None."""

    word: str
    near: str | None


def missing(query: Query) -> list[Spelling]:
    """The words of a query that no public statement has, for a query that found nothing."""
    absent = [word.typed for word in query.words[:MOST_WORDS] if not is_anywhere(word)]
    wanted = {typed: word for typed in absent if len(word := folded(normal(typed))) >= SHORT and word.isalpha()}
    near = nearest_said(wanted) | nearest_name(wanted) if wanted else {}
    return [Spelling(typed, near.get(typed)) for typed in dict.fromkeys(absent)]


def is_anywhere(word):
    star = "*" * any(phrase.open for phrase in word.phrases)
    return Statement.objects.public().matching(f'"{word.typed}"{star}').exists()


def nearest_said(wanted: dict[str, str]) -> dict[str, str]:
    """For words (as typed: folded) one within an error of each that public statements have, in this or another form."""
    near = {typed: {word: phrases(word) for word in misspelt(meant)} for typed, meant in wanted.items()}
    asked = {phrase for words in near.values() for some in words.values() for phrase in some}
    asked = Either(tuple(Words((phrase,)) for phrase in sorted(asked)))
    columns = ("title", "text", "translations__title", "translations__text")
    rows = Statement.objects.public().saying(asked).order_by("-pk").values_list(*columns)[:MOST_STATEMENTS]
    said = Counter(normal(word) for word in token().findall(" ".join({text for row in rows for text in row if text})))
    exact, forms, spelled = Counter(), Counter(), {}
    for word, count in said.items():
        spelled.setdefault(folded(word), word)
        exact[folded(word)] += count
        forms.update(dict.fromkeys(phrases(word), count))
    best = {}
    for typed, words in near.items():
        _exact, known, word = max((exact[word], sum(forms[one] for one in some), word) for word, some in words.items())
        if known:
            best[typed] = spelled.get(word, word)
    return best


def misspelt(word: str) -> set[str]:
    """Every word that one error makes of a folded one: a letter too many, missing, wrong, or swapped with the next."""
    alphabet = ALPHABETS.get(script(word), "")
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {start + end[1:] for start, end in cuts if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    wrong = {start + letter + end[1:] for start, end in cuts if end for letter in alphabet}
    more = {start + letter + end for start, end in cuts for letter in alphabet}
    return (less | swapped | wrong | more) - {word}


def nearest_name(wanted: dict[str, str]) -> dict[str, str]:
    """For words (as typed: folded) the nearest word of a public speaker's or theme's name, within one or two errors."""
    found = {typed: {} for typed in wanted}
    pieces = {piece for word in wanted.values() for piece in parts(word)}
    alike = reduce(or_, (Q(name_terms__contains=piece) for piece in sorted(pieces)))
    for rows, key in ((Speaker.objects, "pk"), (OtherName.objects, "speaker")):
        for speaker, name in rows.filter(alike).order_by("pk").values_list(key, "name")[:MOST_NAMES]:
            collect(found, wanted, name, speaker)
    speakers = {speaker for words in found.values() for _errors, owners in words.values() for speaker in owners}
    public = set(Speaker.objects.public().filter(pk__in=speakers).values_list("pk", flat=True)) | {THEME}
    for theme in Theme.objects.public():
        collect(found, wanted, theme.name, THEME)
    best = {}
    for typed, words in found.items():
        told = [(errors, word) for word, (errors, owners) in words.items() if owners & public]
        if told:
            best[typed] = min(told)[1]
    return best


THEME = "theme"
# Enough owners of one name to find a public one among them.
OWNERS = 50


def collect(found, wanted, name, owner):
    """Add the words of a name that are near to a wanted one: {typed: {word: (errors, owners)}}."""
    for token_ in token().findall(name):
        word = folded(normal(token_))
        for typed, meant in wanted.items():
            most = 1 if len(meant) < LONG else 2
            if (errors := distance(meant, word, most)) <= most:
                owners = found[typed].setdefault(token_, (errors, set()))[1]
                if len(owners) < OWNERS:
                    owners.add(owner)


def parts(word):
    """A word in pieces, one of which is also in any word that is near to it."""
    size = -(-len(word) // PIECES)
    return [word[at : at + size] for at in range(0, len(word), size)]
