"""The grammar of Russian, for the roster."""

import re
from functools import lru_cache

from proceedings.importing.reports.grammar import Grammar

from . import titles
from .morphology import is_known, name_lemmas, parses, word_set
from .people import genders
from .people.titles import is_title

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
INITIALS_OF_ONE = re.compile(r"(\b\w\.)-\w\.")
FIRST_AND_LAST = 2
# Letters at the beginning of a name that no ending changes.
STEM = 3
PATRONYMIC = re.compile(r"(?:[оеё]вич|[иь]ич|[оеё]вна|ична|инична)$")
# Letters of the initial "Дж.".
INITIALS = 2
# The size of the caches of names and titles.
MOST = 20_000


@lru_cache(MOST)
def name_words(name):
    """Return the words of a name; ё counts as е, as most texts print it, and "А.-М." are the initials of one name."""
    return [word.lower().replace("ё", "е") for word in WORD.findall(INITIALS_OF_ONE.sub(r"\1", name))]


class RussianGrammar(Grammar):
    floor = re.compile(r"\bслово\s(?:для \w+\s)?$")

    name_words = staticmethod(name_words)
    gender_of = staticmethod(genders.gender_of)
    pronoun_gender = staticmethod(genders.pronoun_gender)
    title_words = staticmethod(titles.title_words)
    fit = staticmethod(titles.fit)
    head_of = staticmethod(titles.head_of)
    is_generic = staticmethod(titles.is_generic)

    def familiar_name(self, name):
        """Return the first name in a name of a first name and a patronymic, such as Тамара Ивановна, or ""."""
        listed = name.lower().split()
        is_one = len(listed) == FIRST_AND_LAST and bool(PATRONYMIC.search(listed[1]))
        is_one = is_one and ("Patr" in parses(listed[1])[0].tag or not is_known(listed[1]))
        return listed[0] if is_one else ""

    def is_same(self, one, other):
        """Whether two words are forms of one name, or one is the initial of the other."""
        if min(len(one), len(other)) == 1:
            return one[0] == other[0]
        if min(len(one), len(other)) == INITIALS and max(len(one), len(other)) > INITIALS and "дж" in (one, other):
            return one.startswith("дж") and other.startswith("дж")
        if one == other or name_lemmas(one) & name_lemmas(other):
            return True
        shorter, longer = sorted((one, other), key=len)
        stem = shorter[: max(STEM, len(shorter) - 2)]
        return len(shorter) > STEM and longer.startswith(stem) and len(longer) - len(shorter) < STEM

    def is_representative(self, title):
        return "представитель" in titles.title_words(title)

    def is_of_other_body(self, title, posts):
        """Whether a title names a body, and posts name only others: "председатель думы" means nobody in a chamber."""
        own = titles.bodies_of(title) - word_set("bare_bodies")
        known = frozenset().union(*map(titles.bodies_of, posts)) if own else own
        return bool(known) and not own & known

    def is_oblique_title(self, text):
        head = next((word for word in text.lower().split() if is_title(word)), "")
        return is_known(head) and not any("nomn" in parse.tag for parse in parses(head))

    def is_other(self, text):
        return text.lower() in {"тот", "та"}

    def is_plural_pronoun(self, text):
        return text.lower() in {"они", "их", "им", "ними"}


GRAMMAR = RussianGrammar()
