"""Whom and what words name: in any script, as they are stored, or as an address spells them."""

from django.apps import apps
from django.db.models import Q

from proceedings.search.analysis import beginnings, names, phrases

from .slugs import slugify

# More words than this are no name.
LONGEST_NAME = 8


def typed_words(text: str, *, unfinished: bool = False) -> list[tuple]:
    """What each word of a name can stand in names as, with the word: [(phrases, word)].

    Empty when it is no name. Of an unfinished one each word may be only a beginning.
    """
    # Neither engine knows these characters in a text.
    words = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text).split()
    found = [(beginnings(word) if unfinished else phrases(word), word) for word in words]
    found = [(some, word) for some, word in found if some]
    return found if len(found) <= LONGEST_NAME else []


def called(words) -> Q:
    """Speakers with each word in one of their names or, spelled in Latin letters, in their address."""
    condition = Q()
    others = apps.get_model("proceedings", "OtherName").objects
    for some, word in words:
        in_name = Q(*(Q(name_terms__contains=pattern(phrase)) for phrase in some), _connector=Q.OR)
        unfinished = any(phrase.open for phrase in some)
        condition &= in_name | Q(pk__in=others.filter(in_name).values("speaker")) | spelled(word, unfinished)
    return condition


def spelled(word, unfinished):
    slug = slugify(word)
    if not slug or slug.isdigit():
        # The number in an address is nobody's name.
        return Q()
    if unfinished:
        return Q(slug__startswith=slug) | Q(slug__contains=f"-{slug}")
    return Q(slug=slug) | Q(slug__startswith=f"{slug}-") | Q(slug__contains=f"-{slug}-") | Q(slug__endswith=f"-{slug}")


def is_called(name: str, words) -> bool:
    """Whether each word is in the name."""
    terms = names(name)
    return all(any(pattern(phrase) in terms for phrase in some) for some, _word in words)


def pattern(phrase):
    return f" {' '.join(phrase.terms)}{'' if phrase.open else ' '}"
