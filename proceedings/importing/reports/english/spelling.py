"""Names and titles of English, for the roster."""

import re
from functools import cache, lru_cache

from anyascii import anyascii

from proceedings.importing.reports.lexicon import alternatives, words

from .people.groups import is_several
from .people.posts import adjectives, capital_words, countries
from .tokens import FUNCTION_WORDS, word_set

FEMININE, MASCULINE = "femn", "masc"
GENDERS = {
    FEMININE: frozenset(
        {"ms", "mrs", "miss", "lady", "dame", "madam", "queen", "chairwoman", "spokeswoman", "councilwoman"}
    ),
    MASCULINE: frozenset(
        {"mr", "sir", "lord", "king", "prince", "chairman", "spokesman", "councilman", "sheikh", "pope"}
    ),
}
# Words of "head of state" and "head of government".
GOVERNED = frozenset({"state", "government"})
# Further words of the titles of heads of state and government.
PLAIN = frozenset({"acting", "interim", "prime", "federal", "general", "managing", "governor", "vice", "cabinet"})
# What stands behind the names of father and son.
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# "U.S.".
SHORT_COUNTRY = re.compile(r"\b([A-Z])\.([A-Z])\b\.?")
# "Sato-san".
HONOURED = re.compile(r"(?<=\w)-(?:san|sama|sensei|ji|ssi)$")
# The parts of a name that tell a gender where the first name does not.
PARTS = [
    (
        FEMININE,
        re.compile(
            r"\b(?:[\w'-]+(?:ovna|evna|ichna|dottir)|bint|binti|kyzy|qizi|gyzy|kaur|begum|khatun|bibi|devi|thi)\b"
        ),
    ),
    (MASCULINE, re.compile(r"\b(?:[\w'-]+(?:ovich|evich)|bin|ibn|ogly|oglu|uulu)\b")),
    (FEMININE, re.compile(r"\b[\w'-]+(?:ova|eva|skaya|skaia|ckaya)$")),
    (MASCULINE, re.compile(r"\b[\w'-]{2,}(?:ov|ev|skiy|skii)$")),
]
# The endings of one name in several transliterations: Dmitry, Dmitri, Dmitrii, Dmitriy.
ENDING = re.compile(r"(?<=\w\w)(?:iy|ii|ij|y|j)$")
# Letters by which the name of a country and its adjective are one: Russia, Russian; China, Chinese.
STEM = 4
COMPLEMENT = re.compile(r" (?:of|to|for|at|in|on)\b")
# The fit of a title that only stands for another.
LEAST = 0.1
# Names and titles of one report that are kept.
MOST = 20_000


@lru_cache(MOST)
def name_words(name):
    """Return the words of a name, each in the spelling that its transliterations share."""
    return [
        shared_spelling(HONOURED.sub("", word.lower().removesuffix("'s")))
        for word in WORD.findall(name)
        if word.lower() not in word_set("honorifics") | GENERATIONS
    ]


def shared_spelling(word):
    """Return a word without accents, and with one ending and one letter for "Andrey" and "Andrei", "ks" and "x"."""
    return ENDING.sub("i", anyascii(word).lower().replace("ks", "x"))


def familiar_name(name):
    """Return the surname of "M. Ash", which is no initial if nobody has it, or ""."""
    return name.removeprefix("M. ") if name.startswith("M. ") else ""


def full_name(name):
    return name


def is_same(one, other):
    """Whether two words of names are the same, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def place_of_two(text):
    return {"the former": 0, "the latter": 1}.get(text.lower())


def is_plural_pronoun(text):
    return text.lower() in {"they", "them", "their", "we"}


def is_group(text):
    """Whether a source is surely more than one person: "many", "officials in Westerly"."""
    return is_several(text)


def pronoun_gender(text):
    return {"he": MASCULINE, "him": MASCULINE, "his": MASCULINE, "she": FEMININE, "her": FEMININE}.get(text.lower(), "")


def gender_of(mention):
    """Return the gender that a form of address or a title tells, or a first name: "Ms Ash", "the chairwoman"; or ""."""
    parts = {word.lower().strip(".") for word in f"{mention.text} {mention.post}".split()}
    by_title = next((gender for gender, words_ in GENDERS.items() if parts & words_), "")
    name = anyascii(mention.name).lower()
    first, _space, others = name.partition(" ")
    by_name = first_names().get(first) or next((gender for gender, part in PARTS if part.search(others)), "")
    return by_title or by_name


@cache
def first_names():
    """Return {first name: gender} of names that tell it."""
    return {name.strip(): gender for gender, names in words("en")["first_names"].items() for name in names.split(",")}


@lru_cache(MOST)
def title_words(text):
    """Return the words of a title, countries by their stems."""
    short, long = words("en")["short_titles"], words("en")["long_countries"]
    text = long_countries().sub(lambda match: long[match[0].lower()], SHORT_COUNTRY.sub(r"\1\2", text))
    listed = [word.lower().removesuffix("'s") for word in WORD.findall(text)]
    listed = [short.get(word, word) for word in listed]
    expanded = [part for word in listed if word not in FUNCTION_WORDS for part in word.split("-")]
    return frozenset(country_stem(word) for word in expanded if word != "s")


@cache
def long_countries():
    return re.compile(rf"\b{alternatives(words('en')['long_countries'])}\b", re.IGNORECASE)


def country_stem(word):
    """Return a word with a mark if it is of a country: "netherlands…" for "Dutch" and "Netherlands"."""
    country = words("en")["demonyms"].get(word, word)
    if country != word or word in countries_named():
        return f"{country}…"
    return f"{word[:STEM]}…" if word in adjectives() or word in countries() else word


@cache
def countries_named():
    return {*words("en")["demonyms"].values(), *words("en")["long_countries"].values()}


def agrees(wanted, known):
    """Return how well a title fits a person's posts, from 0 to 1; `known` are pairs of the words of head and whole."""
    return max((fit(wanted, *words_) for words_ in known), default=0)


def fit(wanted, head, whole):
    titles = wanted & word_set("titles")
    if not titles:
        return 0
    if not titles <= head:
        # "The bank's representative" fits only somebody of a bank.
        named = {word for word in wanted if word.endswith("…")}
        usual = titles | named | GOVERNED | longest_alias(wanted)
        others = wanted - usual - word_set("title_modifiers") - word_set("title_aliases")
        if not is_alias(wanted, head) or (others and not others & whole):
            return 0
    countries, own = ({word for word in each if word.endswith("…")} for each in (wanted, whole))
    # "The Russian leader" is no leader of a group.
    # "The representative of Togo" is none of Japan.
    is_bound = own or titles & {"leader", "representative", "delegate"} & head
    if countries and is_bound and not countries <= own:
        return 0
    return len(wanted & whole) / len(wanted | head) or LEAST


@lru_cache(MOST)
def proper_words(text):
    """Return the words of a title that are of one body or country alone: "elm" of "director of the Elm Institute"."""
    common = word_set("titles") | word_set("title_modifiers") | word_set("honorifics") | FUNCTION_WORDS | adjectives()
    listed = [word.removesuffix("'s") for word in WORD.findall(text) if word[0].isupper() and len(word) > 1]
    if any(word.isupper() for word in listed):
        # "The UN" can be the United Nations.
        return frozenset()
    own = (word for word in listed if word not in capital_words("organisation_words"))
    return frozenset(word.lower() for word in own if word.lower() not in common)


def is_answering(title):
    return title.lower().removeprefix("the ") in {
        "speaker",
        "presenter",
        "lecturer",
        "keynote speaker",
        "panellist",
        "panelist",
    }


def is_of_other_body(title, posts):
    """Whether a title names a body, and posts only others: "the Oak Union's director", "head of the Elm Institute"."""
    wanted = proper_words(title)
    known = frozenset().union(*map(proper_words, posts))
    return bool(wanted and known) and not wanted & known


def known_posts(names):
    """Return the posts of the heads of state and government whom the words of a name can mean."""
    usual = {shared_spelling(word.lower()) for word in words("leaders")["usual"]}
    if not names or (len(names) == 1 and names[0] in usual):
        return []
    return list(
        dict.fromkeys(
            post
            for known, post in leaders().get(names[-1], ())
            if all(any(is_same(word, other) for other in known) for word in names)
        )
    )


@cache
def leaders():
    """Return {surname: [(words of a name, post)]}; the surname of "Xi Jinping" comes first."""
    by_surname = {}
    for post, names in words("leaders")["posts"].items():
        for known in map(name_words, names):
            is_first = known[0] not in first_names() and len(known) < len("XYZ")
            for surname in dict.fromkeys([known[-1], *(known[:1] if is_first else ())]):
                by_surname.setdefault(surname, []).append((known, post))
    return by_surname


def is_plain(wanted):
    """Whether the words of a title are only of a post and a country: "the Russian President"."""
    return all(word in word_set("titles") | GOVERNED | PLAIN or word.endswith("…") for word in wanted)


def is_temporary(wanted):
    """Whether a title is of somebody who has not quite the post: "the acting president"."""
    return bool(wanted & {"acting", "interim"})


def relation(text):
    """Return the other words of a title such as "Russian counterpart", or None if it is none."""
    words_ = title_words(text)
    others = words_ - {"counterpart", "colleague"}
    return others if others != words_ and all(word.endswith("…") for word in others) else None


def head_of(post):
    """Return a post without its complement: "Ambassador" of "Ambassador to China"."""
    return COMPLEMENT.split(post)[0]


@lru_cache(MOST)
def longest_alias(wanted):
    """Return the words of the longest alias in a title."""
    fitting = (title_words(alias) for alias in words("en")["title_aliases"])
    return max((words_ for words_ in fitting if words_ <= wanted), key=len, default=frozenset())


def is_alias(wanted, known):
    """Whether a title such as "head of state" or "leader" stands for one of the known titles."""
    aliases = words("en")["title_aliases"]
    fitting = [alias for alias in aliases if title_words(alias) <= wanted]
    # "Head of state" is no head of a department.
    longest = len(longest_alias(wanted))
    return any(
        title_words(title) <= known
        for alias in fitting
        if len(title_words(alias)) == longest
        for title in aliases[alias]
    )


def is_generic(text):
    """Whether a text is such a title, with the adjective of a country or a possessor: "the scheme's Indian author"."""
    *others, last = text.lower().removeprefix("the ").split()
    is_plain = all(word.endswith("'s") or word in adjectives() for word in others)
    return last in word_set("generic_titles") and is_plain
