"""The case of a Russian name, as the words before it tell: a preposition, a noun of speech, a post."""

from functools import cache, lru_cache

from proceedings.importing.reports.russian.morphology import MOST_WORDS, is_known, parses, word_set

from .names import CASES

# Beginnings of abbreviations, which no case changes: "замглавы", "завлаб"; not those of "заместитель".
SHORT = ("зам", "зав")
# The cases behind prepositions that have fewer than two.
BEHIND = {
    **dict.fromkeys(["к", "ко", "верить", "благодаря", "согласно", "вопреки", "подобно"], ("datv",)),
    **dict.fromkeys(["от", "у", "для", "без", "из", "до", "против", "кроме", "после", "помимо", "около"], ("gent",)),
    **dict.fromkeys(
        ["со", "с", "между", "над", "перед"],
        (
            "ablt",
            "gent",
        ),
    ),
    **dict.fromkeys(["о", "об", "обо", "при"], ("loct",)),
    **dict.fromkeys(["про", "через", "сквозь"], ("accs",)),
    # "Слово предоставили Анне Лунд".
    **dict.fromkeys(["предоставили", "предоставил", "предоставила", "предоставлено", "передали", "дали"], ("datv",)),
}


@cache
def governing():
    """Return the words before a name in the genitive: "по словам Анны"."""
    return word_set("governing") | {phrase.split()[-1] for phrase in word_set("prepositional")} - {"по"}


def cases_behind(word):
    """Return the cases of a name behind a word: CASES if it tells nothing."""
    if word in BEHIND:
        return BEHIND[word]
    if word in governing():
        return ["gent"]
    return list(CASES) if "PREP" in parses(word)[0].tag else CASES


@lru_cache(maxsize=MOST_WORDS)
def singular_cases(word):
    """Return the cases that a word of a post can have in the singular, of somebody: nothing if it tells none."""
    tags = [parse.tag for parse in parses(word)]
    kinds = [tag for tag in tags if {"NOUN", "ADJF", "PRTF"} & set(tag.grammemes) and "plur" not in tag]
    # The dictionary has Модератор as a thing.
    is_post = word in word_set("titles")
    return frozenset(str(tag.case) for tag in kinds if tag.case and (is_post or "NOUN" not in tag or "inan" not in tag))


def agreed_cases(words_):
    """Return the cases of a post and the adjectives before it: gent and accs of "австрийского театроведа"."""
    cases = None
    for word in words_:
        if (own := singular_cases(word)) and (is_known(word) or word is words_[-1]):
            cases = own if cases is None else cases & own or cases
    return frozenset(cases or ()) if not words_[-1].startswith(SHORT) or is_declined(words_[-1]) else frozenset()


def is_declined(word):
    return word.startswith(("заместител", "заведующ", "завхоз", "заведовав"))
