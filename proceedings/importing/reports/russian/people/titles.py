"""Which words of Russian can be titles, adjectives of titles, and names."""

import re
from functools import lru_cache

from proceedings.importing.reports.russian.morphology import (
    MOST_WORDS,
    is_known,
    is_name,
    is_part,
    is_place,
    lemmas,
    parses,
    word_set,
)

# Beginnings of titles: "вице-губернатор" is a title because "губернатор" is one.
PREFIXES = re.compile(
    r"^(?:(?:вице|экс|обер|лорд|контр|генерал|пресс|шеф|арт|топ|веб)-|гидро|электро|тепло|био|гео|нейро|агро|авиа|кино|теле|радио|палео|эко|этно|зам|со(?=пред|рук|орг))(?=\w{4})"
)
OCCUPATIONS = re.compile(
    r"(?:тель|тельница|ник|ница|щик|щица|чик|чица|ист|истка|олог|ограф|атор|итор|[её]р|ерша|арь|вед|вод|анин|янин|навт|ант"
    r"|ент|мен|иатр|певт|истка|ионер|онерка|анка|иха)$"
)
COINED = re.compile(r"\w{3}(?:тель|тельница|ник|ница|щик|щица|чик|чица|ист|истка|атор|аторша|вод|ёр|ерша|ант|антка)$")
# The endings of scholars' titles, which count even if no dictionary has the word: кореевед (Koreanist).
LEARNED = re.compile(r"(?:[ое]вед|олог|ограф)$")
# The beginning of titles of heads: "завкафедрой" (head of a department).
LEADER = "зав"
# Words with forms that look like titles: "политики" is both "of politics" and "politicians".
NO_TITLES = frozenset({"политика", "физика", "химика", "критика", "техника", "механика"})
NO_NOUNS = frozenset({"VERB", "INFN", "GRND", "PRTS", "ADJS"})
NO_OCCUPATIONS = frozenset({"Name", "Surn", "Patr", "Geox", "plur"})
# The endings of bodies in one word: Росприроднадзор, Минстрой.
OF_BODY = re.compile(
    r"^(?=(?:рос|мин|гос|глав|обл|гор|мос|газ|сбер|евро|узб|каз|кырг|тадж|бел|укр|азер|север|внеш|пром)\w{4})\w*"
    r"(?:надзор|строй|транс|фин|реестр|стат|здрав|атом|космос|нефть|пром|банк|энерго|юст|совет|экспорт|импорт|снаб|торг|авиа"
    r"|автодор|лес|хоз|природ|архив|гидромет|туризм|имуще|печат|бюро|культ|обороны|труд|спорт|связи?|цифр|экономик)(?:а|у|ом|е|ы|и)?$"
)
# A capitalised word of at most this many letters can be an East Asian family name: Ху, Ким, Хван.
SHORT_NAME = 4


@lru_cache(maxsize=MOST_WORDS)
def is_title(word):
    # "После" (after) is a form of "посол" (ambassador), too.
    if "PREP" in parses(word)[0].tag or parses(word)[0].normal_form in NO_TITLES:
        return False
    # "Советник-посланник" (minister-counsellor).
    first = word.partition("-")[0]
    forms = (
        noun_lemmas(word)
        | noun_lemmas(PREFIXES.sub("", word))
        | (noun_lemmas(first) if len(first) >= SHORT_NAME else set())
    )
    forms |= {managing(parse) for parse in parses(word) if {"PRTF", "actv"} <= set(parse.tag.grammemes)}
    return bool(forms & word_set("titles")) or is_occupation(word) or bool(led_by(word))


def noun_lemmas(word):
    """Return the dictionary forms of a word, except those of verbs: "годена" is no form of "гость"."""
    return {parse.normal_form for parse in parses(word) if not NO_NOUNS & set(parse.tag.grammemes)} | {word}


def managing(parse):
    """Return a participle as a noun in the nominative: "заведующий" (head) for "заведующего"."""
    form = parse.inflect({"masc" if "femn" not in parse.tag else "femn", "sing", "nomn"})
    return form.word if form else ""


def led_by(word):
    """Return what a head leads in a title in one word, "кафедрой" in "завкафедрой" (head of a department), or ""."""
    rest = word.removeprefix(LEADER)
    return rest if rest != word and not is_known(word) and is_known(rest) and is_part(rest, "NOUN") else ""


@lru_cache(maxsize=MOST_WORDS)
def is_coined(word):
    """Whether a word that no dictionary has means a person by its ending: медница (coppersmith), смм-щик."""
    tags = set(parses(word)[0].tag.grammemes)
    is_one = {"NOUN", "anim", "sing", "nomn"} <= tags and not NO_OCCUPATIONS & tags
    return not is_known(word) and is_one and bool(COINED.search(word))


@lru_cache(maxsize=MOST_WORDS)
def is_occupation(word):
    """Whether a word that is not in the list means a person by its ending: селекционер (breeder), переплётчица."""
    best = parses(word)[0]
    if not is_known(word):
        return any(
            {"NOUN", "anim", "sing"} <= set(p.tag.grammemes) and LEARNED.search(p.normal_form) for p in parses(word)
        )
    is_one = {"NOUN", "anim"} <= set(best.tag.grammemes) and not NO_OCCUPATIONS & set(best.tag.grammemes)
    return (
        is_one
        and not is_name(word)
        and bool(OCCUPATIONS.search(best.normal_form))
        and (best.normal_form not in word_set("no_occupations"))
    )


@lru_cache(maxsize=MOST_WORDS)
def is_modifier(word):
    """Whether an adjective can belong to a title: any that does not judge or count."""
    if lemmas(word) & word_set("title_modifiers"):
        return True
    best = parses(word)[0]
    is_adjective = "ADJF" in best.tag and not {"Apro", "Anum", "Supr"} & set(best.tag.grammemes)
    return is_adjective and is_known(word) and not lemmas(word) & word_set("no_modifiers")


@lru_cache(maxsize=MOST_WORDS)
def is_verb(word):
    """Whether a word is most likely a verb."""
    best = parses(word)[0]
    return bool({"VERB", "INFN", "GRND", "PRTS", "PRED"} & set(best.tag.grammemes))


def is_of_places(word):
    """Whether a word is a place only in the genitive plural, which ends like a surname: Тумэнов."""
    places = [parse.tag for parse in parses(word) if "Geox" in parse.tag]
    return all({"plur", "gent"} <= set(tag.grammemes) for tag in places)


def is_name_like(text):
    """Whether a capitalised word can be part of a name: in the dictionary, or unknown, as foreign names are."""
    word = text.lower()
    if text.istitle() and word in word_set("short_names"):
        return True
    is_other = OF_BODY.search(word) or (is_place(word) and not is_name(word) and not is_of_places(word))
    if not text[0].isupper() or text.isupper() or text.isascii() or is_other:
        return False
    return is_name(word) or not is_known(word) or is_place(word) or len(word) <= SHORT_NAME
