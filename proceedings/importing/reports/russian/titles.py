"""The words of titles, and how well a title fits a post."""

import re
from functools import cache, lru_cache

from proceedings.importing.reports.lexicon import words

from .forms import bodies
from .morphology import is_known, is_part, is_place, lemmas, parses, word_set
from .people.titles import is_coined, is_occupation, is_title, led_by

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The beginnings of "замминистра" and "вице-министр", which both mean "заместитель министра" (deputy minister).
DEPUTY, VICE, FULL_DEPUTY = "зам", "вице-", "заместитель"
# The fit of a title that any body can have: "глава ведомства" (head of the agency).
WEAK = 0.05
# Between the posts of one person: "президент и директор".
JOINED = re.compile(r",? и |, ")
# Before a post that somebody holds for a time: "исполняющий обязанности" (acting).
ACTING = re.compile(r"\bисполняющ\w+ обязанности ", re.IGNORECASE)
# Letters that an adjective shares with the name of its country.
ROOT = 4
# The least fit of a title that can mean a post.
LEAST = 0.1
# "Собеседник агентства" (the agency's source): words for the person, and for the paper.
SPOKEN_TO = frozenset({"собеседник", "собеседница"})
PAPERS = frozenset({"агентство", "издание", "газета", "редакция", "журнал", "телеканал", "портал"})
PAIR = 2
HEAD, HEADS = "глава", ("руководитель", "руководительница", "шеф")
HOSTS = frozenset({"хозяин", "хозяйка", "герой", "героиня", "виновник", "виновница", "гость", "гостья"})
OCCASIONS = frozenset(
    {"вечер", "встреча", "день", "заседание", "форум", "торжество", "праздник", "программа", "музей", "дом", "салон"}
)
# Words that stay occupations with a complement: "чемпион мира" (world champion), "автор проекта" (author).
DESCRIBING = frozenset(
    {
        "уроженец",
        "уроженка",
        "чемпион",
        "чемпионка",
        "экс-чемпион",
        "экс-чемпионка",
        "обладатель",
        "обладательница",
        "победитель",
        "победительница",
        "призёр",
        "лауреат",
        "лауреатка",
        "выпускник",
        "выпускница",
        "ветеран",
        "житель",
        "жительница",
        "автор",
        "соавтор",
        "стипендиат",
        "стипендиатка",
        "защитник",
        "защитница",
        "знаток",
        "историк",
        "исследователь",
        "исследовательница",
        "создатель",
        "создательница",
        "доктор",
        "кандидат",
        "мастер",
    }
)
# "Датский коллега" (colleague) is the minister of Denmark, and "коллега" alone means nobody.
COUNTERPARTS = frozenset({"коллега", "визави"})
DELEGATION = "делегация"
PARLIAMENT = "парламент"
PARLIAMENTS = frozenset({"парламент", "дума", "собрание", "госдума", "облдума", "гордума", "совет", "сейм", "мажилис"})
FORMER = frozenset({"бывший"})
# The endings of women's titles, each with that of the men's.
FEMALE = (("тельница", "тель"), ("ница", "ник"), ("ующая", "ующий"), ("стка", "ст"))
# The size of the caches of titles.
MOST = 20_000


@lru_cache(MOST)
def title_words(text):
    spoken = [part for word in WORD.findall(text) for part in parts_of_title(word.lower())]
    ministries = (words("ru")["ministries"].get(title_lemma(word)) for word in spoken)
    spoken += [part for ministry in ministries if ministry for part in ("министерство", ministry)]
    return frozenset(title_lemma(word) for word in spoken if len(word) > 1)


def parts_of_title(word):
    """Return the two words of "замминистра", "завкафедрой" and "постпред", and any other word alone."""
    if short := words("ru")["short_titles"].get(parses(word)[0].normal_form):
        return short
    if led := led_by(word):
        return ["заведующий", led]
    rest = word.removeprefix(DEPUTY)
    # "Вице-министр" is a замминистра.
    rest = word.removeprefix(VICE) if rest == word else rest
    is_deputy = rest != word and rest.isalpha() and lemmas(rest) & word_set("titles") - {FULL_DEPUTY}
    return [FULL_DEPUTY, rest] if is_deputy else [word]


def title_lemma(word):
    """Return the dictionary form of a word of a post: "секретарь" for "секретаря", which could be a verb too."""
    titles = lemmas(word) & word_set("titles")
    lemma = min(titles) if titles else parses(word)[0].normal_form
    # "Заведующая кафедрой" is the завкафедрой.
    others = (lemma.removesuffix(ending) + other for ending, other in FEMALE if lemma.endswith(ending))
    return next((other for other in others if other in word_set("titles")), lemma)


@lru_cache(MOST)
def titles_in(wanted):
    return frozenset(word for word in wanted if is_title(word))


def fit(wanted, head, whole):
    titles = titles_in(frozenset(wanted))
    # The head of a delegation is not the head of a government.
    is_head = bool(titles & {HEAD, *HEADS})
    if not titles or (is_head and DELEGATION in whole and DELEGATION not in wanted and wanted - titles):
        return 0
    # "Советник министра" (an adviser to the minister) is an adviser, whatever the office of the minister.
    is_deputy = whole == {FULL_DEPUTY} and FULL_DEPUTY in titles
    is_same = titles <= head or (titles & head and (titles <= whole or is_deputy))
    if not is_same and not is_alias(wanted, whole):
        return 0
    others = wanted - titles - word_set("title_modifiers")
    related = any(is_related(word, whole) for word in others)
    own = others - word_set("bare_bodies")
    if not is_same:
        # "Представитель банка" (of the bank) fits only somebody of a bank.
        if titles <= COUNTERPARTS and not related:
            return 0
        if others and not related:
            # "Председатель думы" (of the duma) is a спикер.
            return 0 if own - words_of_alias(frozenset(wanted)) else WEAK
    elif own and not related and any(is_country(word) for word in own):
        # "Министр Польши" is no minister of another country, but can be one without a stated country.
        return 0 if whole - head else WEAK
    # "Финский президент" is "президент Финляндии".
    same = sum(is_related(word, whole) for word in wanted)
    return same / len(wanted | head) or LEAST


def is_country(word):
    return word in words("ru")["countries"] or is_place(word) or (word.endswith("ский") and is_known(word))


def is_related(word, known):
    """Whether a word, or the country of an adjective, occurs in the words of a post: "японский" for "Японии"."""
    country = words("ru")["countries"].get(word, word[:ROOT])
    country = words("ru")["domains"].get(word, country)
    known |= frozenset(kind for other in known for kind in kinds_of_bodies().get(other, ()))
    return word in known or any(len(other) >= ROOT and other.startswith(country) for other in known | {""})


@lru_cache(MOST)
def head_of(post):
    """Return the main words of posts with the words before them: "заместитель" of "заместитель министра"."""
    heads = []
    for part in JOINED.split(ACTING.sub("", post)):
        listed = part.split()
        last = next((at for at, word in enumerate(listed) if is_title(word.lower())), None)
        if last is not None:
            parts = parts_of_title(listed[last].lower())
            heads += [*listed[:last], *(parts if parts[0] in word_set("title_modifiers") else parts[:1])]
    return " ".join(heads) or post


@cache
def kinds_of_bodies():
    """Return {word for a body: words for its kind}: a "служба" (service) is a "ведомство" (agency)."""
    kinds = {}
    for kind, listed in words("ru")["kinds_of_bodies"].items():
        for body in listed:
            kinds.setdefault(body, set()).add(kind)
    return kinds


@cache
def aliases():
    """Return pairs of the words of a title and the titles, as words, that it can stand for."""
    listed = words("ru")["title_aliases"].items()
    pairs = [(alias, titles) for alias, titles in listed]
    # "Руководитель ведомства" means the same as "глава ведомства" (head of the agency).
    pairs += [(alias.replace(HEAD, other, 1), titles) for alias, titles in listed if " " in alias for other in HEADS]
    return [(frozenset(alias.split()), [title.split() for title in titles]) for alias, titles in pairs]


@lru_cache(MOST)
def titles_for(wanted):
    """Return the titles, as words, that the longest known part of a title can stand for."""
    fitting = [(len(alias), titles) for alias, titles in aliases() if alias <= wanted]
    longest = max((length for length, _titles in fitting), default=0)
    return [title for length, titles in fitting if length == longest for title in titles]


def words_of_alias(wanted):
    """Return the words of the longest part of a title that can stand for others, if it has several words."""
    longest = max((alias for alias, _titles in aliases() if alias <= wanted), key=len, default=frozenset())
    return longest if len(longest) > 1 else frozenset()


def is_alias(wanted, known):
    titles = titles_for(frozenset(wanted))
    # "Его заместитель Анна Лунд" (his deputy): the words before say who "he" is.
    deputies = [title for title in titles if title[0] == FULL_DEPUTY] if len(known) == 1 else []
    return any(set(title) <= known for title in titles) or any(known <= {title[0]} for title in deputies)


@lru_cache(MOST)
def bodies_of(text):
    """Return the words of bodies in a title; all words for parliaments count as one."""
    listed = title_words(text) & (word_set("speaking_places") | bodies())
    return frozenset(PARLIAMENT if word in PARLIAMENTS else word for word in listed)


def is_anybodys(word):
    """Whether a word is an occupation, which means the last speaker if nobody has it."""
    is_listed = bool(lemmas(word) & word_set("generic_titles"))
    return is_listed or is_coined(word) or (is_occupation(word) and not lemmas(word) & word_set("offices"))


def is_generic(text):
    """Whether a text is such an occupation, with adjectives before it; some have a complement, too: "автор проекта"."""
    listed = text.lower().partition(" из ")[0].split()
    if len(listed) == PAIR and lemmas(listed[0]) & HOSTS and lemmas(listed[1]) & OCCASIONS:
        # "Хозяйка вечера" (the hostess of the evening).
        return True
    head = next((at for at, word in enumerate(listed) if is_anybodys(word)), None)
    if head is None or not all(is_part(word, "ADJF") for word in listed[:head]):
        return False
    rest = listed[head + 1 :]
    if lemmas(listed[head]) & DESCRIBING or any(lemmas(word) & FORMER for word in listed[:head]):
        # "Бывшая сотрудница банка" (a former employee of the bank), "экс-чемпионка мира" (ex-champion).
        return True
    # "Собеседник агентства" (the agency's source).
    is_of_paper = len(rest) == 1 and bool(lemmas(listed[head]) & SPOKEN_TO) and bool(lemmas(rest[0]) & PAPERS)
    return not rest or is_of_paper or "автор" in lemmas(listed[head])
