"""The case of a Russian name, by the words before it: a preposition, a noun of speech, a post."""

from functools import cache, lru_cache

from proceedings.importing.reports.russian.morphology import MOST_WORDS, is_known, parses, word_set

from .names import CASES

# The beginnings of titles that no case changes: "замглавы", "завлаб"; but not of "заместитель".
SHORT = ("зам", "зав")
# The cases after prepositions, and after verbs of giving the floor.
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
    # "Слово предоставили Анне Лунд" (gave the floor to Anna Lund).
    **dict.fromkeys(["предоставили", "предоставил", "предоставила", "предоставлено", "передали", "дали"], ("datv",)),
}


@cache
def governing():
    """Return the words before a name in the genitive: "по словам Анны" (according to Anna)."""
    return word_set("governing") | {phrase.split()[-1] for phrase in word_set("prepositional")} - {"по"}


def cases_behind(word):
    """Return the cases that a name after a word can have: the tuple CASES itself if the word does not matter."""
    if word in BEHIND:
        return BEHIND[word]
    if word in governing():
        return ["gent"]
    return list(CASES) if "PREP" in parses(word)[0].tag else CASES


@lru_cache(maxsize=MOST_WORDS)
def singular_cases(word):
    """Return the cases that a word of a person's post can have in the singular; none if it reveals nothing."""
    tags = [parse.tag for parse in parses(word)]
    kinds = [tag for tag in tags if {"NOUN", "ADJF", "PRTF"} & set(tag.grammemes) and "plur" not in tag]
    # The dictionary has "модератор" (moderator) as a thing.
    is_post = word in word_set("titles")
    return frozenset(str(tag.case) for tag in kinds if tag.case and (is_post or "NOUN" not in tag or "inan" not in tag))


def agreed_cases(words_):
    """Return the cases in which a post and its adjectives agree: gent and accs of "австрийского театроведа"."""
    cases = None
    for word in words_:
        if (own := singular_cases(word)) and (is_known(word) or word is words_[-1]):
            cases = own if cases is None else cases & own or cases
    return frozenset(cases or ()) if not words_[-1].startswith(SHORT) or is_declined(words_[-1]) else frozenset()


def is_declined(word):
    return word.startswith(("заместител", "заведующ", "завхоз", "заведовав"))
