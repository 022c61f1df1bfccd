"""Spelling suggestions for words that occur in no public statement."""

from collections import Counter
from functools import reduce
from operator import or_
from string import ascii_lowercase
from typing import NamedTuple

from django.db import OperationalError
from django.db.models import Q

from proceedings.models import OtherName, Speaker, Statement, Theme
from proceedings.models.search.indexed_statement import IndexedStatement
from proceedings.models.search.search_results import WordMatches, search_results
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.search.query import Either, Query, Words
from proceedings.search.words.analysis import phrases
from proceedings.search.words.characters import folded, normal, script, token
from proceedings.search.words.distance import distance
from proceedings.serving.limits.deadlines import at_most

# The most words of a query, each of which costs queries, and the most names that they are compared with.
MOST_WORDS, MOST_NAMES = 5, 20_000
# Looking for all words that are one error away is slow, so only this many words are looked for, for so many seconds.
MOST_SEARCHED, MOST_SECONDS = 1, 0.5
# Letters: a shorter word with one error is another word, one of LONG letters may have two errors, and a longer one than
# LONGEST is a text in a script without spaces.
SHORT, LONG, LONGEST = 4, 8, 40
PIECES = 3
# Enough statements to tell which of several words is the usual one.
MOST_STATEMENTS = 50
# Enough speakers with a word in their names to find a public one among them.
MOST_OWNERS = 50
# Words of a theme's name are owned by (THEME, primary key), those of a speaker's name by the primary key.
THEME = "theme"
PUBLIC = FactConditions().public()
ALPHABETS = {"latin": ascii_lowercase, "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюя"}


class Spelling(NamedTuple):
    """A word that occurs nowhere, as typed, and the nearest word that does, or None."""

    word: str
    near: str | None


def spellings(query: Query, known=()) -> list[Spelling]:
    """The words of a query without results that no public statement has; those that are `known` are not looked up."""
    absent = [word.typed for word in query.words[:MOST_WORDS] if word.typed not in known and not occurs(word)]
    folds = {typed: folded(normal(typed)) for typed in absent}
    wanted = {typed: word for typed, word in folds.items() if SHORT <= len(word) <= LONGEST and word.isalpha()}
    names = nearest_names(wanted) if wanted else {}
    # A word that is similar to a name is not searched for in texts.
    others = [typed for typed in wanted if typed not in names][:MOST_SEARCHED]
    near = nearest_words_in_time({typed: wanted[typed] for typed in others}) | names
    return [Spelling(typed, near.get(typed)) for typed in dict.fromkeys(absent)]


def occurs(word):
    star = "*" * any(phrase.open for phrase in word.phrases)
    return search_results(f'"{word.typed}"{star}').number(IndexedStatement.objects.public(), PUBLIC) > 0


def nearest_words_in_time(wanted: dict[str, str]) -> dict[str, str]:
    """Return the nearest words, or {} if the search takes too long: the page can do without them."""
    try:
        with at_most(MOST_SECONDS):
            return nearest_words(wanted) if wanted else {}
    except OperationalError:
        return {}


def nearest_words(wanted: dict[str, str]) -> dict[str, str]:
    """Map the wanted words, {typed: folded}, to words in public statements that are one error away."""
    near = {typed: {word: phrases(word) for word in misspellings(meant)} for typed, meant in wanted.items()}
    terms = {phrase for words in near.values() for some in words.values() for phrase in some}
    tree = Either(tuple(Words((phrase,)) for phrase in sorted(terms)))
    columns = ("title", "text", "translations__title", "translations__text")
    keys = WordMatches(tree).newest_in_texts(IndexedStatement.objects.public(), PUBLIC, MOST_STATEMENTS)
    rows = Statement.objects.public().filter(pk__in=keys).order_by("-pk").values_list(*columns)
    texts = {text for row in rows for text in row if text}
    exact, forms, spelled = Counter(), Counter(), {}
    for word, count in Counter(normal(word) for word in token().findall(" ".join(texts))).items():
        spelled.setdefault(folded(word), word)
        exact[folded(word)] += count
        for phrase in phrases(word):
            forms[phrase] += count
    best = {}
    for typed, words in near.items():
        _exact, known, word = max((exact[word], sum(forms[one] for one in some), word) for word, some in words.items())
        if known:
            best[typed] = spelled.get(word, word)
    return best


def misspellings(word: str) -> set[str]:
    """All words one error away from a folded word: a letter inserted, deleted, replaced, or swapped with the next."""
    alphabet = ALPHABETS.get(script(word), "")
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    deleted = {start + end[1:] for start, end in cuts if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1}
    replaced = {start + letter + end[1:] for start, end in cuts if end for letter in alphabet}
    inserted = {start + letter + end for start, end in cuts for letter in alphabet}
    return (deleted | swapped | replaced | inserted) - {word}


def nearest_names(wanted: dict[str, str]) -> dict[str, str]:
    """Map the wanted words, {typed: folded}, to the nearest words in names of public speakers and themes.

    A word shorter than LONG letters may have one error, a longer one two.
    """
    matches = {typed: {} for typed in wanted}
    pieces = {piece for word in wanted.values() for piece in parts(word)}
    condition = reduce(or_, (Q(name_terms__contains=piece) for piece in sorted(pieces)))
    for rows, key in ((Speaker.objects, "pk"), (OtherName.objects, "speaker")):
        for speaker, name in rows.filter(condition).order_by("pk").values_list(key, "name")[:MOST_NAMES]:
            add_matches(matches, wanted, name, speaker)
    for theme, name in Theme.objects.order_by("pk").values_list("pk", "name"):
        add_matches(matches, wanted, name, (THEME, theme))
    public = public_owners({one for words in matches.values() for _errors, owners in words.values() for one in owners})
    best = {}
    for typed, words in matches.items():
        candidates = [(errors, word) for word, (errors, owners) in words.items() if owners & public]
        if candidates:
            best[typed] = min(candidates)[1]
    return best


def public_owners(owners):
    """Return the owners that are public; a query for the speakers among them, and one for the themes."""
    themes = {one[1] for one in owners if isinstance(one, tuple)}
    speakers = {one for one in owners if not isinstance(one, tuple)}
    public = set(Speaker.objects.public().filter(pk__in=speakers).values_list("pk", flat=True)) if speakers else set()
    if themes:
        public |= {(THEME, key) for key in Theme.objects.public().filter(pk__in=themes).values_list("pk", flat=True)}
    return public


def add_matches(matches, wanted, name, owner):
    """Add the words of a name that are near a wanted one to {typed: {word: (errors, owners)}}."""
    for word in token().findall(name):
        known = folded(normal(word))
        for typed, meant in wanted.items():
            most = 1 if len(meant) < LONG else 2
            if (errors := distance(meant, known, most)) <= most:
                owners = matches[typed].setdefault(word, (errors, set()))[1]
                if len(owners) < MOST_OWNERS:
                    owners.add(owner)


def parts(word):
    """Divide a word into PIECES pieces. Any word near it contains at least one of them."""
    size = -(-len(word) // PIECES)
    return [word[at : at + size] for at in range(0, len(word), size)]
