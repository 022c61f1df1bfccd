"""Public speakers whose whole name is similar to the words of a query, in any spelling or script."""

from functools import reduce
from operator import or_

from django.db.models import Q
from rapidfuzz import fuzz, process

from proceedings.models import Speaker
from proceedings.models.columns.slugs import slugify
from proceedings.search.words.phonetics import sound

# The fewest and most words of a name. A single word is similar to too many names.
FEWEST_WORDS, MOST_WORDS = 2, 5
# Letters at the beginning of a word that two spellings of a name usually share.
BEGINNING = 3
# The most speakers that are compared, and the most similar ones that are then looked up among the public ones.
MOST_COMPARED, MOST_BEST = 20_000, 20
# Percent of the letters that two names have in common, with usual romanisations counting as one spelling.
MIN_LIKENESS = 88


def similar_speakers(text: str, most: int) -> list[Speaker]:
    """The public speakers with a name like this, the most similar first; at most two queries.

    Names are compared as they are spelled in addresses, so that a name in another script is found too.
    """
    wanted = name_words(slugify(text)) if text else []
    if not FEWEST_WORDS <= len(wanted) <= MOST_WORDS:
        return []
    beginnings = {word[:BEGINNING] for word in wanted}
    condition = reduce(or_, (Q(slug__startswith=one) | Q(slug__contains=f"-{one}") for one in sorted(beginnings)))
    slugs = Speaker.objects.filter(condition).order_by("pk").values_list("slug", flat=True)[:MOST_COMPARED]
    names = {slug: sounds(name_words(slug)) for slug in slugs}
    near = process.extract(sounds(wanted), names, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS, limit=MOST_BEST)
    best = [slug for _name, _score, slug in near]
    rows = Speaker.objects.public().filter(slug__in=best).prefetch_related("other_names") if best else []
    return sorted(rows, key=lambda speaker: best.index(speaker.slug))[:most]


def name_words(slug):
    """The words of a slug, without the number that distinguishes it."""
    return [word for word in slug.split("-") if not word.isdigit()]


def sounds(words):
    """The sounds of the words in a fixed order, because family names come first or last."""
    return " ".join(sorted(map(sound, words)))
