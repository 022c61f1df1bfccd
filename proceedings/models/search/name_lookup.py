"""Whom and what words name: in any script, as they are stored, or as an address spells them."""

import re

from django.apps import apps
from django.db.models import Q

from proceedings.models.columns.slugs import slugify
from proceedings.models.columns.term_fields import SearchedQuerySet
from proceedings.search.analysis import beginnings, names, phrases

# A name has no language of its own on record; its script tells a voice and a font enough. Kana come before Han.
SCRIPTS = [
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
]
# More words than this are no name.
LONGEST_NAME = 12


def language_of(name: str) -> str:
    """The language that the script of a name suggests, or und: so many write in Latin letters."""
    return next((language for script, language in SCRIPTS if script.search(name)), "und")


def typed_words(text: str, *, unfinished: bool = False) -> list[tuple]:
    """What each word of a name can stand in names as, with the word: [(phrases, word)].

    Empty when it is no name. Of an unfinished one each word may be only a beginning.
    """
    # Neither engine knows these characters in a text.
    words = "".join(" " if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text).split()
    found = [(beginnings(word) if unfinished else phrases(word), word) for word in words]
    found = [(some, word) for some, word in found if some]
    return found if len(found) <= LONGEST_NAME else []


class NamedQuerySet(SearchedQuerySet):
    # The model of further names, and its reference to the row that has them.
    other_names = None

    def matching(self, query):
        """Those whose names have a word that begins like each of the query's, in whatever script."""
        return self.called(typed_words(query, unfinished=True))

    def called(self, words):
        """Those that words name (see typed_words): each is in a name or, spelled in Latin letters, in the address.

        None when there are no words.
        """
        condition = Q()
        for some, word in words:
            in_name = Q(*(Q(name_terms__contains=pattern(phrase)) for phrase in some), _connector=Q.OR)
            found = in_name | spelled(word, any(phrase.open for phrase in some))
            if self.other_names:
                model, owner = self.other_names
                # Asked apart, because a join for each word would multiply the rows.
                found |= Q(pk__in=apps.get_model("proceedings", model).objects.filter(in_name).order_by().values(owner))
            condition &= found
        return self.filter(condition) if words else self.none()


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
