"""The nominative of Russian names: "Владимира Норова" is Владимир Норов."""

import re
from functools import lru_cache

from proceedings.importing.reports.russian.morphology import MOST_WORDS, is_first_name, is_known, parses, word_set

FEMININE, MASCULINE = "femn", "masc"
NOMINATIVE, OBLIQUE = "nomn", "oblique"
CASES = ("gent", "accs", "datv", "ablt", "loct")
# The endings of foreign first names in other cases: Лусию, Лусии.
FOREIGN = {"ию": "accs", "ии": "gent"}
VOWELS = "аеёиоуыэюя"
# The score of a reading that is not rare.
LIKELY = 0.1
OF_WOMEN = "(?:[оеё]в|[иы]н)ой"
# The endings of surnames in each gender and case, and those of the nominative; the first that fits counts.
ENDINGS = {
    (MASCULINE, "gent"): [("[гкх]ого", "ий", 3), ("ого", "ый", 3), ("его", "ий", 3)],
    (MASCULINE, "datv"): [("[гкх]ому", "ий", 3), ("ому", "ый", 3), ("ему", "ий", 3)],
    (MASCULINE, "ablt"): [
        ("[гк]им", "ий", 2),
        ("[ои]вым|[еи]вым|ным", "", 2),
        ("ым", "ый", 2),
        ("[жшщчц]ем|[бвгджзклмнпрстфхцчшщ][оё]м", "", 2),
        ("[ое]й", "а", 2),
        ("[бвгдзклмнпрстфх]ем", "ь", 2),
        ("[аеиоуэюя]ем", "й", 2),
    ],
    (FEMININE, "gent"): [("[сц]кой", "ая", 2), (OF_WOMEN, "а", 2), ("ой", "а", 2)],
    (FEMININE, "accs"): [("[сц]кую", "ая", 2), ("ую", "ая", 2), ("у", "а", 1), ("ю", "я", 1)],
}
SOFT = "гкхжчшщц"
# The endings of surnames that no case changes, although others in the genitive have such: Коски, Судзуки, Росси.
FIXED = re.compile(r"(?:[ийо]оки|коски|мяки|саки|зуки|аоки|[сц]ки|[^гийкхь]и|нки|[аиу]ги|дзе|зода)$")
# The endings of each case, and those that can stay in all cases.
OF_CASE = {
    (MASCULINE, "gent"): r"(?:[аяыи]|[ое]го)$",
    (MASCULINE, "accs"): r"(?:[аяую]|[ое]го)$",
    (MASCULINE, "datv"): r"(?:[уюе]|[ое]му)$",
    (MASCULINE, "ablt"): r"(?:[оеёыи]м|[ое]й)$",
    (MASCULINE, "loct"): r"(?:е|[оеё]м)$",
    (FEMININE, "gent"): r"(?:[ыи]|[ое]й)$",
    (FEMININE, "accs"): r"[ую]$",
    (FEMININE, "datv"): r"(?:[еи]|[ое]й)$",
    (FEMININE, "ablt"): r"[ое][йю]$",
    (FEMININE, "loct"): r"(?:[еи]|[ое]й)$",
}
STAYING = {MASCULINE: re.compile(r"(?:[оиуэюе]|[ыи]х)$"), FEMININE: re.compile(r"[^ая]$")}
# Russian surnames, and the genders and cases that their endings tell.
OF_RUSSIAN = re.compile(r"\w{2}(?:[оеё]в|[иы]н)(?P<ending>а|у|ой|ым)$")
RUSSIAN_CASES = {
    "а": {(MASCULINE, "gent"), (MASCULINE, "accs")},
    "у": {(MASCULINE, "datv"), (FEMININE, "accs")},
    "ой": {(FEMININE, case) for case in ("gent", "datv", "ablt", "loct")},
    "ым": {(MASCULINE, "ablt")},
}
OF_WOMEN_ABROAD = re.compile("[бвгджзклмнпрстфхцчшщ]$")
OF_WOMAN = re.compile(r"\w{2}(?:[оеё]в|[иы]н)а$")
OF_TAJIK = re.compile("зод(?:[ыеу]|ой)$")
PARTICLE = re.compile(r"[а-яё]{2,3}-(?=[А-ЯЁ])")
# The endings of cases behind the consonant of a longer East Asian name.
OF_ASIAN, LONG = "(?<=[бвгджзклмнпрстфхцчшщ])(?:[ауе]|[оеё]м)$", 4
# How well a word of a name fits a gender and a case.
SURE, POSSIBLE, UNCHANGED, UNFIT = 3, 1, 0.5, -3


def in_nominative(name, case="", cases=CASES):
    """Return a name in the nominative; `case` is nomn or oblique if the words before it tell, one of `cases`."""
    listed = name.split()
    if not listed or case == NOMINATIVE:
        return name
    if listed[0].lower() in word_set("short_names"):
        # "Нгуен Ван Тханя", "Чжан Вэя", "Ким Мин Джуна".
        last = re.sub(OF_ASIAN, "", listed[-1]) if case == OBLIQUE and len(listed[-1]) >= LONG else listed[-1]
        name = " ".join([*listed[:-1], last])
        return re.sub("н[яю]$", "нь", re.sub(f"(?<=[{VOWELS}])[яю]$", "й", name) if case == OBLIQUE else name)
    is_foreign = not is_known(listed[0].lower())
    if case != OBLIQUE and ((len(listed) == 1 and is_foreign) or listed[0].lower() in word_set("women")):
        return name
    gender, form = oblique_form(listed, cases) if case == OBLIQUE else form_of(listed, case)
    if form == NOMINATIVE:
        return name
    is_printed = form in {"datv", "loct"} and is_foreign
    is_printed = is_printed or not all(fit(word.lower(), gender, form) > UNFIT for word in listed[1:])
    if case != OBLIQUE and is_printed:
        # "Фолашаде Адейеми приехала", "Хуана Лопес": Хуан would be Лопес in no such case.
        return name
    return " ".join(nominative_word(word, gender, form) for word in listed)


def oblique_form(listed, cases):
    """Return the (gender, case) that fits all words of a name best, known ones and others: "Юхи Корхонена"."""
    spoken = [word.lower() for word in listed if len(word.strip(".")) > 1 and word[0].isupper()]
    if not spoken:
        return "", NOMINATIVE
    is_hers = is_woman(spoken[0])
    pairs = [
        (gender, case) for case in cases for gender in ((FEMININE, MASCULINE) if is_hers else (MASCULINE, FEMININE))
    ]
    best = max(pairs, key=lambda pair: sum(fit(word, *pair) for word in spoken))
    if (
        len(spoken) > 1
        and fit(spoken[-1], *best) == UNFIT
        and not is_known(spoken[-1])
        and OF_WOMEN_ABROAD.search(spoken[-1])
    ):
        # "В докладе М. Ривера Солис".
        return "", NOMINATIVE
    return best if all(fit(word, *best) > UNFIT for word in spoken[-1:]) else form_of(listed, OBLIQUE)


@lru_cache(maxsize=MOST_WORDS)
def fit(word, gender, case):
    """Return how well a word of a name can be that of a gender in a case."""
    if is_fixed(word):
        return UNCHANGED
    if (known := forms(word)) and ((gender, case) in known or is_known(word)):
        return SURE if (gender, case) in known else UNFIT
    last = word.rpartition("-")[2]
    if russian := OF_RUSSIAN.search(last):
        return SURE if (gender, case) in RUSSIAN_CASES[russian["ending"]] else UNFIT
    if re.search(OF_CASE[gender, case], last) and not FIXED.search(last):
        return POSSIBLE
    return UNCHANGED if STAYING[gender].search(last) else UNFIT


def form_of(listed, case):
    """Return the (gender, case) that all words of a name can have; nomn if they are printed in it."""
    options = [forms(word.lower()) for word in listed]
    known = [each for each in options if each]
    if not known:
        return guessed(listed[0].lower()) if case == OBLIQUE else ("", NOMINATIVE)
    joint = set.intersection(*map(set, known)) or set(known[0])
    wanted = [pair for pair in joint if pair[1] != NOMINATIVE]
    is_nominative = any(form == NOMINATIVE for _gender, form in joint)
    # Дмитрия is a woman's name too, but a rare one.
    is_rare = any(form == "gent" and gender == MASCULINE for gender, form in joint) and is_first_name(listed[0].lower())
    is_rare = is_rare and is_known(listed[0].lower())
    is_rare = is_rare and not is_woman(listed[0].lower()) and NOMINATIVE not in parses(listed[0].lower())[0].tag
    if case != OBLIQUE and is_nominative and not is_rare:
        return "", NOMINATIVE
    if not is_woman(listed[0].lower()) and any(gender == MASCULINE for gender, _form in wanted):
        wanted = [pair for pair in wanted if pair[0] == MASCULINE]
    ranked = sorted(wanted, key=lambda pair: (CASES.index(pair[1]) if pair[1] in CASES else len(CASES), pair))
    return ranked[0] if ranked else ("", NOMINATIVE)


def is_woman(word):
    """Whether a first name is that of a woman, although a man's has such a form too."""
    return any(parse.normal_form in word_set("women") and FEMININE in parse.tag for parse in parses(word))


def guessed(word):
    """Return the (gender, case) of a first word that no dictionary has, which is not in the nominative."""
    if word.endswith(("а", "я", "ого", "его")):
        return MASCULINE, "gent"
    return (FEMININE, "gent") if word.endswith(("ы", "и", "ой")) else ("", NOMINATIVE)


@lru_cache(maxsize=MOST_WORDS)
def forms(word):
    """Return the (gender, case) pairs of a word of names that the dictionary can decline."""
    if word[-2:] in FOREIGN and not is_known(word):
        return frozenset({(FEMININE, FOREIGN[word[-2:]])})
    if word.endswith("и") and not is_known(word):
        # Хироси.
        return frozenset()
    tags = [parse.tag for parse in parses(word) if is_name_tag(parse.tag)]
    # No case beside these: "Рай" can be the vocative of Рая.
    cases, genders = {NOMINATIVE, *CASES}, {FEMININE, MASCULINE}
    pairs = {(tag.gender, str(tag.case)) for tag in tags if tag.gender in genders and tag.case in cases}
    if (MASCULINE, "gent") in pairs and OF_WOMAN.search(word):
        # The dictionary has Умаров, but not the woman.
        pairs.add((FEMININE, NOMINATIVE))
    return frozenset(pairs) if is_known(word) or any("Name" in tag for tag in tags) else frozenset()


@lru_cache(maxsize=MOST_WORDS)
def name_cases(word):
    """Return the cases that a word of a name surely has, or nothing: not those of rare readings."""
    readings = [parse for parse in parses(word) if is_name_tag(parse.tag) and is_known(word)]
    if is_fixed(word) or word[-1:] in "оиуэюе" or word in word_set("short_names"):
        return set()
    # "Фируза" can be a form of Фируз.
    if word.endswith("а") and word not in word_set("women") and is_known(word[:-1]) and is_name_of_man(word[:-1]):
        return set()
    return {str(parse.tag.case) for parse in readings if parse.score >= LIKELY or parse is readings[0]}


@lru_cache(maxsize=MOST_WORDS)
def is_fixed(word):
    """Whether no case changes a name of the dictionary: Золя, Отто."""
    tags = [parse.tag for parse in parses(word) if is_name_tag(parse.tag)] if is_known(word) else []
    return bool(tags) and all("Fixd" in tag for tag in tags)


def is_name_of_man(word):
    return any({"Name", MASCULINE, NOMINATIVE} <= set(parse.tag.grammemes) for parse in parses(word))


def is_name_tag(tag):
    return bool({"Surn", "Name", "Patr"} & set(tag.grammemes)) and "plur" not in tag


def nominative_word(word, gender, case):
    """Return a word of a name in the nominative, which is in a case now: by the dictionary, or by its ending."""
    lower = word.lower()
    if (particle := PARTICLE.match(word)) or len(word) == 1 or "." in word or word[0].islower():
        # "Хасана аль-Рашида"
        return particle[0] + nominative_word(word[particle.end() :], gender, case) if particle else word
    if "-" in word and not is_known(lower):
        # "Сторожевой-Линд"
        return "-".join(nominative_word(part, gender, case) for part in word.split("-"))
    if case in {"datv", "loct"} and lower[:-1] + "а" in word_set("women"):
        # Анне is a name, too.
        return word[:-1] + "а"
    if is_fixed(lower) or (not is_known(lower) and FIXED.search(lower)):
        return word
    if gender == FEMININE and re.search(f"{OF_WOMEN}$", lower):
        # "Басовой" is a form of an adjective too.
        return by_ending(lower, gender, "gent").capitalize()
    readings = [
        parse for parse in parses(lower) if gender in parse.tag and case in parse.tag and "plur" not in parse.tag
    ]
    reading = next(
        (parse for parse in readings if is_name_tag(parse.tag) or (is_known(lower) and "ADJF" in parse.tag)), None
    )
    # "Льва Зайца"
    beings = (parse for parse in readings if {"NOUN", "anim"} <= set(parse.tag.grammemes))
    reading = reading or (next(beings, None) if is_known(lower) else None)
    inflected = reading.inflect({NOMINATIVE}) if reading else None
    is_guess = not inflected or (inflected.word == lower and not is_known(lower))
    is_guess = is_guess or (not is_known(lower) and lower.endswith("е") and case in {"datv", "loct"})
    form = (with_a(lower, case) or by_ending(lower, gender, case)) if is_guess else inflected.word
    if form.replace("ё", "е") == form and "ё" in lower:
        form = lower[: len(form)] if lower.startswith(form[:2]) and len(form) <= len(lower) else form
    if "ё" in form and "ё" not in lower:
        form = form.replace("ё", "е")
    return "-".join(part.capitalize() for part in form.split("-")) if word[0].isupper() else form


def with_a(word, case):
    """Return the nominative of a name in -а or -я, by endings that others do not have, or "": "Мехте", "Прие"."""
    if match := OF_TAJIK.search(word):
        return word[: match.start()] + "зода"
    stem, last = word[:-1], word[-1:]
    is_one = case in {"datv", "loct"} and last == "е" and stem[-1:] not in VOWELS.replace("и", "")
    return stem + ("я" if stem[-1:] == "и" else "а") if is_one else ""


def by_ending(word, gender, case):
    """Return the nominative of a name that is in no dictionary, by its ending; foreign ones can stay."""
    rules = ENDINGS.get((gender, "gent" if case == "accs" and gender == MASCULINE else case), [])
    if gender == FEMININE and case in {"datv", "ablt", "loct"}:
        rules = ENDINGS[FEMININE, "gent"]
    for pattern, ending, length in rules:
        if re.search(rf"(?:{pattern})$", word):
            return word[:-length] + ending
    stem, last = word[:-1], word[-1:]
    if gender == MASCULINE and stem[-1:] in VOWELS and last == {"datv": "ю"}.get(case, "я"):
        return stem + "й"
    if gender == MASCULINE:
        if (case in {"gent", "accs"} and last == "а") or (case == "datv" and last == "у"):
            return stem
        if (case in {"gent", "accs"} and last == "я") or (case == "datv" and last == "ю"):
            return stem + "ь"
    if case in {"gent", "datv", "loct"} and (last == "ы" or (last == "и" and stem[-1:] in SOFT)):
        return stem + "а"
    return stem + "я" if case == "gent" and last == "и" and stem[-1:] == "и" else word
