"""The numbers, genders and kinds of Russian words, which show what can be the subject of a verb."""

from functools import cache, lru_cache

from proceedings.importing.reports.lexicon import words

from .morphology import MOST_WORDS, has_case, is_known, lemmas, parses, word_set

# Nouns of connectives: "в частности" (in particular), "в итоге" (in the end).
JOINING = frozenset({"частности", "очередь", "общем", "целом", "итоге", "результате", "связи", "сторону", "словом"})


@lru_cache(maxsize=MOST_WORDS)
def numbers_of(verb):
    """Return the numbers that a verb, or a short adjective, can have: sing, plur."""
    tags = [parse.tag for parse in parses(verb) if {"VERB", "PRTS", "ADJS"} & set(parse.tag.grammemes)]
    return frozenset(str(tag.number) for tag in tags if tag.number) or frozenset({"sing", "plur"})


@lru_cache(maxsize=MOST_WORDS)
def nominative_numbers(word):
    """Return the numbers of a noun in the nominative; a foreign or unknown one can have both."""
    if word.isascii():
        return frozenset({"sing", "plur"})
    tags = [parse.tag for parse in parses(word)]
    nouns = [
        tag for tag in tags if "nomn" in tag and ("NOUN" in tag or "NPRO" in tag or "ADJF" in tag or "PRTF" in tag)
    ]
    if any("Fixd" in tag for tag in nouns):
        return frozenset({"sing", "plur"})
    return frozenset(str(tag.number) for tag in nouns if tag.number)


@lru_cache(maxsize=MOST_WORDS)
def past_genders(verb):
    """Return the genders of a verb in the past, or of a short adjective."""
    tags = [parse.tag for parse in parses(verb) if "sing" in parse.tag]
    return frozenset(str(tag.gender) for tag in tags if {"VERB", "past"} <= set(tag.grammemes) or "ADJS" in tag)


@lru_cache(maxsize=MOST_WORDS)
def agrees_in_gender(noun, verb):
    """Whether a noun agrees in gender with a verb in the past: "уверенность" (feminine) does not with "выразил"."""
    verbs = past_genders(verb)
    tags = [parse.tag for parse in parses(noun)[:4] if {"NOUN", "nomn", "sing"} <= set(parse.tag.grammemes)]
    is_thing = bool(tags) and all("inan" in tag and "Fixd" not in tag for tag in tags) and is_known(noun)
    return not verbs or not is_thing or bool(verbs & {tag.gender for tag in tags})


@lru_cache(maxsize=MOST_WORDS)
def is_small(word):
    """Whether a word is an adverb, a particle or a conjunction."""
    best = parses(word)[0].tag
    return (
        bool({"ADVB", "PRCL", "CONJ", "PRED", "INTJ"} & set(best.grammemes)) and is_known(word)
    ) or word in word_set("adverbs")


@lru_cache(maxsize=MOST_WORDS)
def is_adverb(word):
    is_one = bool({"ADVB", "PRCL"} & set(parses(word)[0].tag.grammemes))
    return is_one and is_known(word) and not word.startswith("как")


@lru_cache(maxsize=MOST_WORDS)
def is_joining(word):
    """Whether a word only joins others, such as a conjunction, a preposition, an adverb or a pronoun."""
    best = set(parses(word)[0].tag.grammemes)
    return bool({"ADVB", "PRCL", "CONJ", "PREP", "NPRO", "Apro", "PNCT", "Prnt"} & best) or word in JOINING


@lru_cache(maxsize=MOST_WORDS)
def is_preposition(word):
    return "PREP" in parses(word)[0].tag


@lru_cache(maxsize=MOST_WORDS)
def cases_of(word):
    """Return the cases that a word can have besides the nominative."""
    return frozenset(str(parse.tag.case) for parse in parses(word) if parse.tag.case) - {"nomn"}


@lru_cache(maxsize=MOST_WORDS)
def is_clausal(word):
    """Whether a word is a verb, or can only be the subject of one."""
    tag = parses(word)[0].tag
    return "VERB" in tag or ("nomn" in tag and not is_preposition(word) and not has_case(word, "accs"))


@lru_cache(maxsize=MOST_WORDS)
def is_finite(word):
    best = parses(word)[0].tag
    return bool({"VERB", "INFN", "GRND", "PRTS"} & set(best.grammemes))


@lru_cache(maxsize=MOST_WORDS)
def is_subject_name(word):
    """Whether a word is most likely a name in the nominative, or a noun for a person: Дегтярь (a tar maker)."""
    best = parses(word)[0].tag
    is_person = {"NOUN", "anim", "sing"} <= set(best.grammemes) and not any(
        "gent" in parse.tag for parse in parses(word)
    )
    return "nomn" in best and (is_person or bool({"Surn", "Name"} & set(best.grammemes)))


@lru_cache(maxsize=MOST_WORDS)
def is_predicate(word):
    return bool({"VERB", "PRTS"} & set(parses(word)[0].tag.grammemes))


@lru_cache(maxsize=MOST_WORDS)
def is_adjective(word):
    """Whether a word can be an adjective before a noun."""
    return any({"ADJF", "PRTF", "NUMR"} & set(parse.tag.grammemes) for parse in parses(word)[:2])


@lru_cache(maxsize=MOST_WORDS)
def is_noun(word):
    return word.isascii() or any("NOUN" in parse.tag for parse in parses(word)[:3]) or not is_known(word)


def follows(word):
    """Whether a word can continue a noun phrase, as a noun or an adjective in the genitive."""
    return any(
        "gent" in parse.tag and {"NOUN", "ADJF", "PRTF"} & set(parse.tag.grammemes) for parse in parses(word)[:4]
    )


@lru_cache(maxsize=MOST_WORDS)
def is_animate(word):
    return any({"NOUN", "anim", "nomn"} <= set(parse.tag.grammemes) for parse in parses(word)[:2])


def tenses(verb):
    """Return the tenses of a verb; a short adjective is in the present."""
    tags = [parse.tag for parse in parses(verb)[:3]]
    return {str(tag.tense) for tag in tags if "VERB" in tag} | {"pres" for tag in tags if "ADJS" in tag}


def is_group(token):
    """Whether a word is a group in the nominative: участники."""
    if not token.text[0].isalpha() or not has_case(token.lower, "nomn"):
        return False
    is_plural = {"NOUN", "anim", "plur", "nomn"} <= set(parses(token.lower)[0].tag.grammemes)
    return is_plural or bool(lemmas(token.lower) & word_set("collectives"))


@cache
def bodies():
    return frozenset(words("ru")["event"]["bodies"])


def is_body(token):
    """Whether a word is a body in the nominative: федерация лоцманов."""
    return bool(has_case(token.lower, "nomn") and lemmas(token.lower) & bodies())


def is_counted(token):
    """Whether a word is a group in the genitive: ряд участников."""
    is_animate = any({"NOUN", "anim", "plur"} <= set(parse.tag.grammemes) for parse in parses(token.lower))
    return bool(has_case(token.lower, "gent") and (is_animate or lemmas(token.lower) & word_set("collectives")))


def noun_tags(listed):
    """Return the grammemes of the first noun among tokens."""
    tags = (parses(token.lower)[0].tag for token in listed)
    return next((tag.grammemes for tag in tags if "NOUN" in tag), frozenset())
