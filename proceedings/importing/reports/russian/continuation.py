"""Sentences of a Russian paragraph that continue somebody's words: "Она сказала, что да. Мост придётся закрыть"."""

import re
from functools import cache

from proceedings.importing.reports.attributions import BACK, INTENTION, MINUTES, NAMED, PRONOUN, TITLED, Attribution
from proceedings.importing.reports.lexicon import alternatives, words

from .forms import bodies, is_animate, tenses
from .morphology import is_part, lemmas, parses, tokens_of, word_set
from .titles import is_generic

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
NO_WORDS = (BACK, INTENTION, MINUTES, "reported", "passive")
FEWEST_WORDS, MOST_WORDS = 3, 45
SUBJECTS = frozenset({"он", "она", "они"})
# Words of the first person, in which narrators write about themselves.
FIRST_PERSON = frozenset({"я", "мы", "нас", "нам", "нами", "мне", "меня", "мной", "наш"})
NUMBER = re.compile(r"\b(?:1[89]|20)\d\d\b|\d{1,2}[:.]\d\d")
# "Работает с 1950 года" (has worked since 1950) is the narrator's, "станет в 2030 году" (will be in 2030) perhaps not.
SINCE = re.compile(
    r"\bс (?:\w+ )?(?:1[89]|20)\d\d\b|\d{1,2}[:.]\d\d"
    r"|\b(?:янв|февр|март|апр|ма[йея]\b|июн|июл|авг|сент|окт|нояб|дек)\w* 20\d\d"
)
ENDS = (".", "!", "?", "…")
# A pronoun after this many words or more can mean a thing.
FEWEST_BEFORE = 2
# A quotation of at most this many characters can be a mere term.
LONGEST_TERM = 40
# Particles that mark reported speech: "Он, мол, не знал" (he had not known, he said).
REPORTED = re.compile(r"(?:^|,\s)(?:мол|дескать|мол-де|якобы),\s", re.IGNORECASE)
# Verbs that tell what a body does, if they follow its name.
WORKING = frozenset(
    {"работать", "действовать", "функционировать", "оказывать", "предоставлять", "предлагать", "принимать"}
)
# "Сухие грозы — это сказка" (dry storms are a fairy tale), "выход — не ждать, а строить".
EQUATION = re.compile(r"\s[—–]\s(?:это|не|лишь|только|вовсе|всего лишь|\w+(?:ть|ти|чь|ться))\s")
PAST = frozenset({"past"})
FINITE = frozenset({"VERB", "PRTS", "ADJS", "PRED"})


@cache
def argued():
    """Return the pattern of words that argue: "придётся" (will have to), "дольше, чем" (longer than)."""
    return re.compile(rf"\b{alternatives(words('ru')['argued'])}\b", re.IGNORECASE)


@cache
def narrated():
    """Return the pattern of words that only a narrator uses: those about the event, and months."""
    listed = alternatives([*words("ru")["narrated"], *words("ru")["months"]])
    return re.compile(rf"\b{listed}\b", re.IGNORECASE)


@cache
def narrated_past():
    """Return the pattern of what only a narrator tells in the past; in other tenses, it can be a plan or a demand."""
    return re.compile(rf"\b{alternatives(words('ru')['narrated_past'])}\b", re.IGNORECASE)


@cache
def joining():
    """Return the pattern of words with which an argument continues: "При этом" (yet), "Кроме того" (besides)."""
    return re.compile(rf"{alternatives(words('ru')['joining'])}(?=[\s,])", re.IGNORECASE)


@cache
def differing():
    """Return the pattern that announces a view, which the next sentence gives: "смотрит иначе" (sees it otherwise)."""
    return re.compile(rf"\b{alternatives(words('ru')['differing'])}", re.IGNORECASE)


def goes_on(reader, last):
    """Whether a sentence without attribution continues the words of the last one of the paragraph.

    "Анна Лунд сказала, что мост стар. Его придётся закрыть." does, "Встреча прошла в порту." does not.
    """
    is_person = len(last.sources) == 1 and (last.sources[0].manner in SPEAKERS or last.sources[0].name)
    is_speech = bool(is_person) and last.is_remark
    is_speech = is_speech or (last.begun is not None and last.is_remark)
    if not is_speech or last.kind == "question" or last.rule.endswith(NO_WORDS):
        return False
    sentence = reader.text[reader.start : reader.end].strip()
    if REPORTED.search(sentence) and sentence.endswith(ENDS):
        return True
    is_prose = sentence.endswith(ENDS) and sentence[0].isupper() and not is_quotation(reader)
    # "«Вклады не тронут», — сказала она. Новые условия коснутся немногих" (the new terms will affect few) continues.
    is_apart = last.is_verbatim and not (is_foreseen(reader.tokens) and not narrated_past().search(sentence))
    is_short = FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS
    if not is_prose or is_apart or not is_short or is_narrators(reader, sentence):
        return False
    return is_theirs(reader, last, sentence)


def is_theirs(reader, last, sentence):
    """Whether a sentence without attribution continues the last one's words: it argues, or has their tense."""
    if last.rule == "lead" and not is_of_body(reader.tokens) and not is_of_people(reader.tokens):
        # "Анна Лунд возражала. Мост — это память" (Anna Lund objected. A bridge is memory).
        return True
    if argued().search(sentence) and not (narrated_past().search(sentence) or NUMBER.search(sentence)):
        return True
    kinds = verb_tenses(reader.tokens) or (["pres"] if EQUATION.search(sentence) else [])
    if joining().match(sentence) or (kinds and kinds[0] != "past"):
        return not is_of_body(reader.tokens)
    own = verb_tenses(tokens_of(reader.text, *last.content[0]))
    is_same = bool(kinds) and own[:1] == ["past"]
    return is_same and last.rule != "continuation" and not is_of_people(reader.tokens)


def is_foreseen(tokens):
    """Whether the first predicate of a sentence is in the future."""
    tags = (parses(token.lower)[0].tag for token in tokens)
    verb = next((tag for tag in tags if FINITE & set(tag.grammemes)), None)
    return verb is not None and "futr" in verb


def leading(reader):
    """Return an Attribution without content for "Анна Лунд смотрит иначе", which the next sentence continues."""
    match = differing().search(reader.text, reader.start, reader.end)
    people = [each for each in reader.subjects.actors() if each.name] if match else []
    if len(people) != 1 or reader.quoted_inside():
        return None
    return Attribution(people, [match.span()], [people[0].span], "lead", reader.span)


def is_narrators(reader, sentence):
    """Whether only a narrator can tell a sentence: it is about the event or somebody at it, or has a date."""
    is_past = verb_tenses(reader.tokens)[:1] in (["past"], [])
    is_dated = (NUMBER if is_past else SINCE).search(sentence)
    if (
        narrated().search(sentence)
        or is_dated
        or is_act(reader.tokens)
        or is_of_office(reader.tokens)
        or any(is_person(reader, each) for each in reader.mentions)
    ):
        return True
    is_crowd = is_past and is_of_crowd(reader.tokens) and not joining().match(sentence)
    spoken = any(token.lower in FIRST_PERSON or "1per" in parses(token.lower)[0].tag for token in reader.tokens)
    return spoken or is_crowd or (is_past and bool(narrated_past().search(sentence)))


def is_act(tokens):
    """Whether a sentence begins with what somebody did, without a subject: "Запросила деньги", not "Помог случай"."""
    tag = parses(tokens[0].lower)[0].tag
    is_verb = {"VERB", "past", "sing"} <= set(tag.grammemes) and "neut" not in tag
    rest = [parse.tag.grammemes for token in tokens[1:] if token.text[0].isalpha() for parse in parses(token.lower)]
    return is_verb and not any({"nomn", str(tag.gender)} <= set(each) for each in rest)


def is_of_office(tokens):
    """Whether a sentence tells what is done in a body, without a subject: "В ведомстве о находке знают"."""
    is_there = tokens[0].lower in {"в", "во"} and bool(lemmas(tokens[1].lower) & word_set("speaking_places"))
    tags = [set(parses(token.lower)[0].tag.grammemes) for token in tokens[2:]]
    return (
        is_there and any({"VERB", "plur"} <= tag for tag in tags) and not any({"NOUN", "nomn"} <= tag for tag in tags)
    )


def is_of_crowd(tokens):
    """Whether a sentence tells what everybody did, without a subject or an object: "Разошлись за полночь"."""
    spoken = [token.lower for token in tokens if token.text[0].isalpha()]
    verb = next((tag for word in spoken if FINITE & set((tag := parses(word)[0].tag).grammemes)), None)
    is_verb = verb is not None and {"VERB", "past", "plur"} <= set(verb.grammemes)
    pairs = zip(["", *spoken], spoken, strict=False)
    return is_verb and not any(is_object(word) for before, word in pairs if not before or not is_part(before, "PREP"))


def is_object(word):
    """Whether a word is a noun or a number that can be the subject or the object of a verb."""
    is_noun = bool({"NOUN", "NUMR"} & set(parses(word)[0].tag.grammemes))
    return is_noun and any("nomn" in parse.tag or "accs" in parse.tag for parse in parses(word))


def is_quotation(reader):
    """Whether a sentence quotes more than a term."""
    return any(last - first > LONGEST_TERM for first, last in reader.quoted_inside())


def is_person(reader, mention):
    """Whether a mention means a person; a pronoun after other words can be a thing: "в одной она пятая"."""
    is_first = len(tokens_of(reader.text, reader.start, mention.start)) < FEWEST_BEFORE
    if mention.manner == TITLED and is_generic(mention.text):
        # "Диспетчер пишет" (writes) can be any dispatcher, "диспетчер приехал" (came) is a particular one.
        return reader.subjects.can_be_subject(mention) and verb_tenses(reader.tokens)[:1] in (["past"], [])
    if mention.manner == TITLED and not reader.subjects.can_be_subject(mention):
        return False
    return mention.manner in {NAMED, TITLED} or (is_first and mention.text.lower() in SUBJECTS)


def verb_tenses(tokens):
    """Return the tenses of the predicates, in their order: "past", "pres" or "futr"."""
    listed = []
    for at, token in enumerate(tokens):
        tag = parses(token.lower)[0].tag
        if token.lower == "есть":
            # "Средства есть" (there is money): the dictionary reads "есть" first as the infinitive "to eat".
            listed.append("pres")
            continue
        if not FINITE & set(tag.grammemes) or (at and token.is_capital):
            # Гао and Мопти are towns, not verbs.
            continue
        # "Построен у порта" (built by the port) is a fact, "не предусмотрены" and "вынуждены ждать" (must wait) argue.
        beside = [each.lower for each in tokens[max(at - 1, 0) : at + 2]]
        is_fact = "PRTS" in tag and beside[0] != "не" and "INFN" not in parses(beside[-1])[0].tag
        is_past = is_fact or ("VERB" in tag and bool(PAST & tenses(token.lower)))
        listed.append("past" if is_past else "pres")
    return listed


def is_of_body(tokens):
    """Whether a sentence tells what a body is or does: "Институт объединяет сорок кафедр"."""
    at = next((at for at, token in enumerate(tokens) if FINITE & set(parses(token.lower)[0].tag.grammemes)), 0)
    first, before = tokens[at].lower, [token.lower for token in tokens[:at]]
    # "Порт работает с весны" (the port has worked since spring), but "для моряков работает служба".
    is_working = bool(lemmas(first) & WORKING) and any(is_body_or_people(word) for word in before)
    is_denied = "не" in before[-1:]
    return not is_denied and (is_working or bool(lemmas(first) & word_set("background")))


def is_body_or_people(word):
    """Whether a word can be a person or a body in the nominative."""
    is_body = bool(lemmas(word) & (word_set("speaking_places") | bodies()))
    return any("nomn" in parse.tag and (is_body or "anim" in parse.tag) for parse in parses(word))


def is_of_people(tokens):
    """Whether a person or a body does something in a sentence."""
    return any(
        token.text[0].isalpha() and (is_animate(token.lower) or lemmas(token.lower) & word_set("speaking_places"))
        for token in tokens
    )
