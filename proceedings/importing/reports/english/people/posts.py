"""Posts, organisations and countries in the words around an English name."""

from functools import cache

from django.utils import translation
from django_countries.data import COUNTRIES

from proceedings.importing.reports.english.tokens import word_set
from proceedings.importing.reports.lexicon import words

# Words before a country in a post.
FORMER = frozenset({"former", "then", "acting", "current", "outgoing", "incoming", "now"})
# "The Prime Ministers".
RANKED = frozenset({"prime", "foreign", "vice"})


@cache
def countries():
    """Return {first word of the names of countries: [their other words]}: {"russian": [("federation",)]}."""
    with translation.override("en"):
        names = [str(name) for name in COUNTRIES.values()]
    names += words("en")["countries"]
    by_first = {}
    for name in names:
        first, *others = name.lower().replace(",", "").split()
        by_first.setdefault(first, []).append(tuple(others))
    return {first: sorted(others, key=len, reverse=True) for first, others in by_first.items()}


@cache
def capital_words(name):
    return frozenset(words("en")[name])


@cache
def adjectives():
    return frozenset({*words("en")["demonyms"], *(word.lower() for word in words("en")["country_adjectives"])})


def is_inhabitant(word):
    """Whether a word with a capital can be one person of a country: "Italian", "Dane", but not "Dutch"."""
    is_known = word.lower() in adjectives() or (word.endswith("ian") and word.lower() not in word_set("titles"))
    return word[:1].isupper() and is_known and not word.endswith(("sh", "ch"))


def is_country(text):
    first, *others = text.lower().removeprefix("the ").split() or [""]
    return first in adjectives() or tuple(others) in countries().get(first, ())


def post_and_organisation(owner, title, complement):
    """Return (post, organisation): "RIAC" + "President" are divided, "China" + "Ambassador" + "to Russia" are not."""
    if title.lower() in word_set("relations"):
        return "", ""
    former, _space, rest = owner.partition(" ")
    if former in FORMER and rest:
        post, organisation = own_post(rest, title, complement)
        return f"{former} {post}", organisation
    return own_post(owner, title, complement)


def own_post(owner, title, complement):
    possessive, owner = owner, owner.removesuffix("'s").removesuffix("'")
    body = complement.removeprefix("of ").removeprefix("at ").removeprefix("the ")
    if owner and not is_country(owner):
        first, _space, rest = owner.partition(" ")
        if first.lower() in adjectives() and rest:
            return f"{first} {title}{' ' + complement if complement else ''}", rest
        return f"{title}{' ' + complement if complement else ''}".strip(), owner.removeprefix("the ")
    if owner:
        return " ".join(filter(None, [possessive or owner, title, complement])), ""
    is_body = complement.startswith(("of ", "at ")) and any(
        word in capital_words("organisation_words") or word.isupper() for word in body.split()
    )
    if (
        is_body
        and not is_country(body)
        and title.lower().split()[-1] not in {"ambassador", "plenipotentiary"}
        and "Minister" not in title
    ):
        return title, body
    return " ".join(filter(None, [title, complement])), ""


def is_no_name(word):
    """Whether a word of what looks like a name is "Afghan", "Presidents", "Residents" or "Prime"."""
    lower = word.lower()
    one = lower.removesuffix("s")
    is_people = lower in adjectives() or one in adjectives() or lower.endswith(("ites", "ians"))
    return is_people or one in word_set("titles") or lower in word_set("collectives") or lower in RANKED
