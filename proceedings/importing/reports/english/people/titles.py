"""The words of titles, and how well a title fits a post."""

import re
from functools import cache, lru_cache

from proceedings.importing.reports.english.tokens import FUNCTION_WORDS, is_generic_title, is_title, word_set
from proceedings.importing.reports.lexicon import alternatives, words

from .capitals import ACRONYM
from .posts import adjectives, capital_words, countries

# Words of "head of state" and "head of government".
GOVERNED = frozenset({"state", "government"})
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# The name of a body, with small words between its capitals: "Organization for Security and Cooperation in Europe".
BODY = re.compile(r"[A-Z][a-z]+(?:(?: (?:of|for|and|in|on|the))* [A-Z][a-z]+){2,}")
# "U.S.".
SHORT_COUNTRY = re.compile(r"\b([A-Z])\.([A-Z])\b\.?")
# Endings of adjectives of places, and the fewest letters before them.
ADJECTIVE, SHORTEST_STEM = re.compile(r"(?:n|ese|ish|i)$"), 3
ENDINGS = frozenset({"an", "ian", "ean", "nian", "n", "ese", "nese", "ish", "i", "ani", "ini"})
# A country and its adjective share so many first letters: Russia, Russian; China, Chinese.
STEM = 4
# The fit of a title that shares no word with the post for which it stands.
LEAST = 0.1
# The least fit of an occupation if another word of the title fits too.
CERTAIN = 0.5
# Occupations of people with a post: "the diplomat" is the ambassador rather than a president who spoke last.
OCCUPIED = {
    "diplomat": frozenset({"ambassador", "consul"}),
    "envoy": frozenset({"ambassador"}),
}
STRICT = frozenset({"prime", "vice"})
INHABITANT = 0.6
# The fit of "the head of the fund" to a director of a fund, rather than to another director.
HEADED = 0.7
# The fit of an occupation to a word of its kind: "the brewer" and the brewery.
KIN = 0.4
# Endings of nouns for people who do something.
AGENT = re.compile(r"(?:er|ist|ian|man|woman)$")
# "The region's leader" is the head of the region.
LEADING = frozenset({"leader", "chief", "boss"})
HEAD_OF_BODY = re.compile(r"(?:head of the (\w+)|(?!state)(\w+) (?:head|leader))")
# A head of state without further words in the title is head of no company or region.
HEADS_OF_STATE = frozenset({"president", "king", "queen", "emir"})
# "The President's representative" is not the President.
OF_OFFICE = re.compile(r"(?:[Tt]he )?(?:(?:Prime|First|Chief|Vice|Deputy|Foreign) )?(?P<office>[\w-]+)'s (?P<own>.+)")
# "The plenipotentiary envoy" is an envoy, "the plenipotentiary of Ghana" has that post.
PLENIPOTENTIARY = re.compile(r"\bplenipotentiary (?!(?:of|to|in|for|and)\b)", re.IGNORECASE)
# A First Minister is a head of government, unlike a minister.
FIRST = re.compile(r"\bfirst (?=minister\b)", re.IGNORECASE)
# The most titles whose words are cached.
MOST = 20_000


@lru_cache(MOST)
def title_words(text):
    """Return the words of a title, countries by their stems."""
    short, long = words("en")["short_titles"], words("en")["long_countries"]
    text = FIRST.sub("first-", PLENIPOTENTIARY.sub("", without_office(text)))
    text = long_countries().sub(lambda match: long[match[0].lower()], SHORT_COUNTRY.sub(r"\1\2", text))
    # "The WHO chief" is no "who".
    listed = [word for word in WORD.findall(text) if word.lower() not in FUNCTION_WORDS or ACRONYM.fullmatch(word)]
    listed = [word.lower().removesuffix("'s") for word in listed]
    listed = [*(short.get(word, word) for word in listed), *initials(text)]
    expanded = [part for word in listed for part in word.split("-")]
    return frozenset(country_stem(word) for word in expanded if word != "s")


def initials(text):
    """Return the initials of the bodies in a title: "who" for "Director General of the World Health Organization"."""
    runs = (body.split(" ") for body in BODY.findall(text))
    runs = ([word for word in run if word[0].isupper() and not is_title(word.lower())] for run in runs)
    return ["".join(word[0] for word in run).lower() for run in runs if len(run) >= SHORTEST_STEM]


def without_office(text):
    """Return a title without the office that it belongs to: "spokesman" for "the Governor's spokesman"."""
    match = OF_OFFICE.fullmatch(text)
    is_of_office = match and is_title(match["office"].lower()) and is_title(match["own"].split()[-1].lower())
    if not is_of_office:
        return text
    return f"presidential {match['own']}" if match["office"].lower() == "president" else match["own"]


@cache
def long_countries():
    return re.compile(rf"\b{alternatives(words('en')['long_countries'])}\b", re.IGNORECASE)


def country_stem(word):
    """Return a word with a mark if it is of a country: "netherlands…" for "Dutch" and "Netherlands"."""
    country = words("en")["demonyms"].get(word, word)
    if country != word or word in countries_named():
        return f"{country}…"
    return f"{word[:STEM]}…" if word in adjectives() or word in countries() else word


@lru_cache(MOST)
def unlisted(wanted):
    """Return the words of a title that may be adjectives of places which no list has: "elmian"."""
    # No "librarian" of a library.
    return frozenset(word for word in wanted if ADJECTIVE.search(word) and not is_title(word))


def with_places(wanted, known):
    """Return the words of a title with the known places of their adjectives: "elmia" for "elmian"."""
    places = {word: place for word in unlisted(wanted) - known for place in known if is_adjective_of(word, place)}
    return frozenset(places.get(word, word) for word in wanted) if places else wanted


@lru_cache(MOST)
def is_adjective_of(word, place):
    """Whether a word is the adjective of a place that no list has: "elmian" or "elmish" of "elm" or "elmia"."""
    stem = place.rstrip("aeiouy")
    return len(stem) >= SHORTEST_STEM and word.startswith(stem) and word[len(stem) :] in ENDINGS and word != place


@cache
def countries_named():
    return {*words("en")["demonyms"].values(), *words("en")["long_countries"].values()}


def fit(wanted, head, whole):
    wanted = with_places(wanted, whole) if unlisted(wanted) else wanted
    titles = posts_in(wanted)
    if not titles:
        # "The Dane".
        is_country = bool(wanted) and all(word.endswith(("…", "ian")) for word in wanted)
        return INHABITANT if is_country and wanted <= whole else 0
    if wanted & STRICT - head:
        # "The Prime Minister" is not another minister.
        return 0
    indirect = 1 if titles <= head else indirect_fit(as_head(wanted), titles, head, whole)
    if is_of_state(whole) and wanted & bodies():
        return KIN if wanted & {"republic"} and indirect else 0
    if indirect in {0, KIN, INHABITANT, HEADED}:
        return indirect
    countries, own = ({word for word in each if word.endswith("…")} for each in (wanted, whole))
    # "The Russian leader" is not the leader of a group.
    # "The representative of Togo" does not represent Japan.
    is_bound = own or titles & {"leader", "representative", "delegate"} & head
    if countries and is_bound and not countries <= own:
        return 0
    share = len(wanted & whole) / len(wanted | head) or LEAST
    # "The port official" of the Port Authority.
    is_of_body = bool((wanted - titles) & whole) and all(map(is_generic_title, titles))
    is_occupied = any(OCCUPIED.get(title, frozenset()) & head for title in titles)
    return max(share, CERTAIN) if is_of_body or is_occupied else share


def of_other_countries(wanted, known):
    """Return the posts that somebody has in other countries: "the Danish Premier" is not "Premier Ann Ash of Ghana"."""
    countries = {word for word in wanted if word.endswith("…")}
    own = [(head, {word for word in whole if word.endswith("…")}) for head, whole in known]
    fitting = {head for head, places in own if countries <= places}
    return {head for head, places in own if countries and places} - fitting


@lru_cache(MOST)
def posts_in(wanted):
    return frozenset(word for word in wanted if is_title(word))


def indirect_fit(wanted, titles, head, whole):
    """Return the fit of a title that is not the post itself: 1 for aliases, KIN or another of the above, or 0."""
    is_occupation = all(map(is_generic_title, titles))
    if is_occupation and any(is_kin(title, word) for title in titles for word in whole):
        return KIN
    # "The bank's representative" fits only somebody of a bank.
    named = {word for word in wanted if word.endswith("…")}
    usual = titles | named | GOVERNED | longest_alias(wanted)
    others = wanted - usual - word_set("title_modifiers") - word_set("title_aliases")
    is_of_body = wanted == longest_alias(wanted) or wanted & bodies()
    if not others and is_of_body and len(longest_alias(wanted)) > 1 and is_alias(wanted, head):
        # "The head of the ministry" is a minister rather than the head of a laboratory.
        return HEADED if wanted & bodies() & whole else INHABITANT
    if others and others <= whole and is_occupation:
        # "The guest from Elm".
        return INHABITANT
    return 1 if is_alias(wanted, head) and (not others or others & whole) else 0


@lru_cache(MOST)
def as_head(wanted):
    """Return the words of "the head of the region" for those of "the region's leader"."""
    headed = wanted - LEADING | {"head"}
    is_body = wanted & LEADING and len(longest_alias(headed)) > 1 and len(longest_alias(wanted)) == 1
    return headed if is_body else wanted


@cache
def bodies():
    """Return the kinds of bodies that have a head, except the state: "region", "company"."""
    aliases = words("en")["title_aliases"]
    matches = (HEAD_OF_BODY.fullmatch(alias) for alias in aliases)
    return frozenset(match[1] or match[2] for match in matches if match)


@lru_cache(MOST)
def is_of_state(whole):
    """Whether a post is that of a head of state: "President", "Russian President", but not "Elm Bank President"."""
    return {word for word in whole if not word.endswith("…")} <= HEADS_OF_STATE


@lru_cache(MOST)
def is_kin(title, word):
    """Whether an occupation is derived from a word, or both from one: "the brewer" of the brewery, "the economist"."""
    stem = AGENT.sub("", title)
    return stem != title and len(stem) >= STEM and word != title and word.startswith(stem)


@lru_cache(MOST)
def proper_words(text):
    """Return the words of a title that name one organisation or country: "elm" of "director of the Elm Institute"."""
    common = word_set("titles") | word_set("title_modifiers") | word_set("honorifics") | FUNCTION_WORDS | adjectives()
    listed = [word.removesuffix("'s") for word in WORD.findall(text) if word[0].isupper() and len(word) > 1]
    if any(word.isupper() for word in listed):
        # "The UN" can be the United Nations.
        return frozenset()
    own = (word for word in listed if word not in capital_words("organisation_words"))
    return frozenset(word.lower() for word in own if word.lower() not in common)


@lru_cache(MOST)
def longest_alias(wanted):
    """Return the words of the longest alias in a title."""
    fitting = (title_words(alias) for alias in words("en")["title_aliases"])
    return max((words_ for words_ in fitting if words_ <= wanted), key=len, default=frozenset())


def is_alias(wanted, known):
    """Whether a title such as "head of state" or "leader" stands for one of the known titles."""
    return any(words_ <= known for words_ in meanings(wanted))


@lru_cache(MOST)
def meanings(wanted):
    """Return the words of each title for which the longest alias in a title stands."""
    aliases = words("en")["title_aliases"]
    # "Head of state" is no head of a department.
    longest = len(longest_alias(wanted))
    fitting = (alias for alias in aliases if title_words(alias) <= wanted and len(title_words(alias)) == longest)
    return [title_words(title) for alias in fitting for title in aliases[alias]]
