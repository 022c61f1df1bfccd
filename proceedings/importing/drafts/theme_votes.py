"""Choose themes for statements by TF-IDF: the most similar statements with themes vote for theirs."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from proceedings.search.words.analysis import DIVIDER

# Filed statements, which have themes, that vote on one statement; and the most themes that it gets.
VOTERS, MOST = 20, 3
# A vote counts as its similarity, from 0 to 1. A theme needs this share of the votes, and this many in all.
SHARE, NEEDED = 0.2, 0.2
# Added to the share if the statement has the words of the theme's name.
NAMED = 0.15
# Terms of a statement that are compared, the rarest first, and terms that are counted in all.
COMPARED, MOST_TERMS = 80, 300_000

Filed = Iterable[tuple[tuple[str, ...], list[str]]]


def comparable(terms: str) -> list[str]:
    """Return the words in terms of the search analysis; of scripts without spaces, every two characters in a row.

    >>> comparable("the road 12 裁 军 与")
    ['the', 'road', '裁军', '军与']
    """
    words, before = [], ""
    for term in terms.partition(DIVIDER)[0].split():
        if len(term) == 1:
            is_letter = term > "\u2e80"
            if is_letter and before:
                words.append(before + term)
            before = term if is_letter else ""
        else:
            before = ""
            if not term.isdigit():
                words.append(term)
    return words


def votes(statements: list[list[str]], filed: Callable[[], Filed], names: dict[str, set[str]]) -> list[list[str]]:
    """Return the themes of each statement, at most three, the likeliest first.

    Statements are their words. `filed` returns (themes, words) of statements on the record each time it is called.
    `names` are the words of the names of themes.
    """
    weights = rarities(filed())
    vectors = [vector(words, weights, COMPARED) for words in statements]
    nearest = nearest_filed(vectors, filed(), weights)
    return [chosen(*each, names) for each in zip(nearest, map(set, statements), strict=True)]


def rarities(filed):
    """Return {word: logarithm of how rare it is among the filed statements}. Rare words go if there are too many."""
    numbers, total = Counter(), 0
    for _themes, words in filed:
        total += 1
        numbers.update(set(words))
        if len(numbers) > MOST_TERMS:
            numbers = Counter({word: number for word, number in numbers.items() if number > 1})
    return {word: math.log(total / number) for word, number in numbers.items() if number < total}


def vector(words, weights, most=None):
    """Return {word: weight} of length 1, of the words with the greatest weights."""
    weighted = [
        (word, (1 + math.log(number)) * weights[word]) for word, number in Counter(words).items() if word in weights
    ]
    length = math.sqrt(sum(weight * weight for _word, weight in weighted))
    if most is not None:
        weighted = heapq.nlargest(most, weighted, key=lambda pair: pair[1])
    return {word: weight / length for word, weight in weighted} if length else {}


def nearest_filed(vectors, filed, weights):
    """Return [(similarity, number, themes)] of the filed statements most like each vector."""
    by_word = defaultdict(list)
    for at, each in enumerate(vectors):
        for word, weight in each.items():
            by_word[word].append((at, weight))
    nearest = [[] for _each in vectors]
    for number, (themes, words) in enumerate(filed):
        similarities = defaultdict(float)
        for word, weight in vector(words, weights).items():
            for at, other in by_word.get(word, ()):
                similarities[at] += weight * other
        for at, similarity in similarities.items():
            entry = (similarity, -number, themes)
            if len(nearest[at]) < VOTERS:
                heapq.heappush(nearest[at], entry)
            elif entry > nearest[at][0]:
                heapq.heapreplace(nearest[at], entry)
    return nearest


def chosen(voters, words, names):
    """Return the themes with the most votes, if they have enough."""
    counted, total = defaultdict(float), 0
    for similarity, _number, themes in voters:
        total += similarity
        for theme in themes:
            counted[theme] += similarity
    shares = {
        theme: number / total + NAMED * (bool(names.get(theme)) and names[theme] <= words)
        for theme, number in counted.items()
        if number >= NEEDED
    }
    best = sorted(shares, key=lambda theme: (-shares[theme], theme))[:MOST]
    return [theme for theme in best if shares[theme] >= SHARE]
