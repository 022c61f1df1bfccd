"""Names that are spelled nearly alike, in any script."""

from collections import Counter, defaultdict

from rapidfuzz import fuzz

from proceedings.models.columns.slugs import slugify

# The most suggested names, and their least similarity, from 0 to 1.
MOST, NEAR = 5, 0.74
# The most names that are looked up by shared trigrams, and that are then compared letter by letter.
LOOKED_AT, COMPARED = 3000, 40


def latin_words(name):
    """The words of a name in Latin letters, sorted: ("lavrov", "sergey") for "Лавров, Сергей"."""
    return tuple(sorted(slugify(name).split("-"))) if name else ()


class SimilarNames:
    """An index of names: `slugs_by_name` maps each name to the slugs of its rows."""

    def __init__(self, slugs_by_name):
        self.by_trigram = defaultdict(set)
        for name, slugs in slugs_by_name.items():
            words = latin_words(name)
            for trigram in trigrams(words):
                self.by_trigram[trigram] |= {(words, slug) for slug in slugs}

    def nearest(self, name):
        """The slugs of the rows with similar names, the most similar first."""
        wanted = latin_words(name)
        shared = Counter()
        # Rare trigrams distinguish best and come first; very common ones exceed the limit.
        for entries in sorted((self.by_trigram[part] for part in trigrams(wanted) if part in self.by_trigram), key=len):
            if shared.total() + len(entries) > LOOKED_AT and shared:
                break
            shared.update(entries)
        best = {}
        for (words, slug), _number in shared.most_common(COMPARED):
            best[slug] = max(best.get(slug, 0), similarity(wanted, words))
        close = [slug for slug, score in best.items() if score >= NEAR]
        return sorted(close, key=lambda slug: (-best[slug], slug))[:MOST]


def trigrams(words):
    """Every three letters in a row, with the spaces around a word: a typing error leaves most of them as they are."""
    padded = [f" {word} " for word in words]
    return {word[at : at + 3] for word in padded for at in range(len(word) - 2)}


def similarity(wanted, words):
    """The similarity of two names in Latin words, from 0 to 1; 0.9 if one has only words or initials of the other."""
    if wanted == words:
        return 1.0
    fewer, more = sorted((wanted, words), key=len)
    if fewer and all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in more) for word in fewer
    ):
        return 0.9
    return fuzz.ratio(" ".join(wanted), " ".join(words)) / 100
