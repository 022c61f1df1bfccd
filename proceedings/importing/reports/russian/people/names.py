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
# Letters at the beginning of a name that no ending changes.
STEM = 3
# The least score of a reading that is not rare.
LIKELY = 0.1
OF_WOMEN = "(?:[оеё]в|[иы]н)ой"
# (ending, that of the nominative, letters to remove) of surnames by gender and case; the first that fits counts.
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
# The endings of surnames that no case changes, although they look like genitives: Коски, Судзуки, Росси.
FIXED = re.compile(r"(?:[ийо]оки|коски|мяки|саки|зуки|аоки|[сц]ки|[^гийкхь]и|нки|[аиу]ги|дзе|зода)$")
# The endings of each case, and those that can stay the same in all cases.
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
# Russian surnames, and the genders and cases that their endings reveal.
OF_RUSSIAN = re.compile(r"\w{2}(?:[оеё]в|[иы]н)(?P<ending>а|у|ой|ым)$")
RUSSIAN_CASES = {
    "а": {(MASCULINE, "gent"), (MASCULINE, "accs")},
    "у": {(MASCULINE, "datv"), (FEMININE, "accs")},
    "ой": {(FEMININE, case) for case in ("gent", "datv", "ablt", "loct")},
    "ым": {(MASCULINE, "ablt")},
}
OF_WOMEN_ABROAD = re.compile("[бвгджзклмнпрстфхцчшщ]$")
OF_WOMAN = re.compile(r"\w{2}(?:[оеё]в|[иы]н)а$")
OF_HER = re.compile(rf"\w{{2}}{OF_WOMEN}$")
INITIAL = re.compile(r"(?:[А-ЯЁ][а-яё]?\.)+")
OF_TAJIK = re.compile("зод(?:[ыеу]|ой)$")
PARTICLE = re.compile(r"[а-яё]{2,3}-(?=[А-ЯЁ])")
# Case endings after the consonant of an East Asian name, and the fewest letters of a name that has them.
OF_ASIAN, LONG = "(?<=[бвгджзклмнпрстфхцчшщ])(?:[ауе]|[оеё]м)$", 4
# How well a word of a name fits a gender and a case.
SURE, POSSIBLE, UNCHANGED, UNFIT = 3, 1, 0.5, -3


def in_nominative(name, case="", cases=CASES):
    """Return a name in the nominative; `case` is nomn, oblique or "" (unknown), and oblique is one of `cases`."""
    listed = name.split()
    if not listed or case == NOMINATIVE:
        return name
    is_foreign = not is_known(listed[0].lower())
    is_open = is_foreign and OF_WOMEN_ABROAD.search(listed[0])
    is_open = is_open or not (any(INITIAL.fullmatch(word) is None for word in listed[:-1]) or is_nominative(listed[-1]))
    if len(listed) > 1 and is_open and OF_HER.search(listed[-1]):
        # "Мастерская Дилором Рахматовой" (Dilorom's workshop), "вопрос М. Л. Зиминой": only the surname changes.
        last = by_ending(listed[-1].lower(), FEMININE, "gent").capitalize()
        return " ".join([*listed[:-1], last])
    if listed[0].lower() in word_set("short_names"):
        # Genitives: "Нгуен Ван Тханя", "Чжан Вэя", "Ким Мин Джуна".
        last = re.sub(OF_ASIAN, "", listed[-1]) if case == OBLIQUE and len(listed[-1]) >= LONG else listed[-1]
        name = " ".join([*listed[:-1], last])
        return re.sub("н[яю]$", "нь", re.sub(f"(?<=[{VOWELS}])[яю]$", "й", name) if case == OBLIQUE else name)
    if case != OBLIQUE and ((len(listed) == 1 and is_foreign) or listed[0].lower() in word_set("women")):
        return name
    gender, form = oblique_form(listed, cases) if case == OBLIQUE else form_of(listed, case)
    is_printed = form == NOMINATIVE or (form in {"datv", "loct"} and is_foreign)
    is_printed = is_printed or not all(fit(word.lower(), gender, form) > UNFIT for word in listed[1:])
    if form == NOMINATIVE or (case != OBLIQUE and is_printed):
        # "Фолашаде Адейеми приехала"; "Хуана Лопес" is no case of Хуан, since Лопес would have an ending.
        return name
    return " ".join(nominative_word(word, gender, form) for word in listed)


def is_nominative(word):
    """Whether a surname can be in the nominative: Береговой."""
    return is_known(word.lower()) and any("nomn" in parse.tag and "masc" in parse.tag for parse in parses(word.lower()))


def oblique_form(listed, cases):
    """Return the (gender, case) that fits all words of a name best, be they known or not: "Юхи Корхонена"."""
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
        # "В докладе М. Ривера Солис" (in M. Rivera Solis's report).
        return "", NOMINATIVE
    return best if all(fit(word, *best) > UNFIT for word in spoken[-1:]) else form_of(listed, OBLIQUE)


@lru_cache(maxsize=MOST_WORDS)
def fit(word, gender, case):
    """Return how well a word of a name fits a gender and a case: SURE, POSSIBLE, UNCHANGED or UNFIT."""
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
    """Whether a word can be a woman's first name, even if it is also a form of a man's."""
    return any(parse.normal_form in word_set("women") and FEMININE in parse.tag for parse in parses(word))


def guessed(word):
    """Guess the (gender, case) of an oblique name from the ending of its first word, which no dictionary has."""
    if word.endswith(("а", "я", "ого", "его")):
        return MASCULINE, "gent"
    return (FEMININE, "gent") if word.endswith(("ы", "и", "ой")) else ("", NOMINATIVE)


@lru_cache(maxsize=MOST_WORDS)
def forms(word):
    """Return the (gender, case) pairs of a word of names that the dictionary can decline."""
    if word[-2:] in FOREIGN and not is_known(word):
        return frozenset({(FEMININE, FOREIGN[word[-2:]])})
    if word.endswith("и") and not is_known(word):
        # Хироси does not change.
        return frozenset()
    tags = [parse.tag for parse in parses(word) if is_name_tag(parse.tag)]
    # No other cases: "Рай" can be the vocative of Рая.
    cases, genders = {NOMINATIVE, *CASES}, {FEMININE, MASCULINE}
    pairs = {(tag.gender, str(tag.case)) for tag in tags if tag.gender in genders and tag.case in cases}
    if (MASCULINE, "gent") in pairs and OF_WOMAN.search(word):
        # The dictionary has Умарова only as a form of Умаров, not as a woman's name.
        pairs.add((FEMININE, NOMINATIVE))
    return frozenset(pairs) if is_known(word) or any("Name" in tag for tag in tags) else frozenset()


@lru_cache(maxsize=MOST_WORDS)
def name_cases(word):
    """Return the likely cases of a word of a name, or nothing if its form reveals none."""
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


def as_printed(mention):
    """Return the name of a verb's subject as the text has it: Олеся is no genitive of Олесь there."""
    size, listed = len(mention.name.split()), mention.text.split()
    printed = (" ".join(listed[at : at + size]).rstrip(",") for at in reversed(range(len(listed))))
    return next((name for name in printed if name[:STEM] == mention.name[:STEM]), mention.name)


def is_name_of_man(word):
    return any({"Name", MASCULINE, NOMINATIVE} <= set(parse.tag.grammemes) for parse in parses(word))


def is_name_tag(tag):
    return bool({"Surn", "Name", "Patr"} & set(tag.grammemes)) and "plur" not in tag


def nominative_word(word, gender, case):
    """Put a word of a name that is in a case into the nominative, by the dictionary or by its ending."""
    lower = word.lower()
    if (particle := PARTICLE.match(word)) or len(word) == 1 or "." in word or word[0].islower():
        # "Хасана аль-Рашида"
        return particle[0] + nominative_word(word[particle.end() :], gender, case) if particle else word
    if "-" in word and not is_known(lower):
        # "Сторожевой-Линд"
        return "-".join(nominative_word(part, gender, case) for part in word.split("-"))
    if case in {"datv", "loct"} and lower[:-1] + "а" in word_set("women"):
        # "Анне" is a name by itself, too.
        return word[:-1] + "а"
    if is_fixed(lower) or (not is_known(lower) and FIXED.search(lower)):
        return word
    if gender == FEMININE and re.search(f"{OF_WOMEN}$", lower):
        # "Басовой" is also a form of an adjective.
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
    """Return the nominative of a name in -а, -я or -зода by an ending that only these have, or "": "Мехте", "Прие"."""
    if match := OF_TAJIK.search(word):
        return word[: match.start()] + "зода"
    stem, last = word[:-1], word[-1:]
    is_one = case in {"datv", "loct"} and last == "е" and stem[-1:] not in VOWELS.replace("и", "")
    return stem + ("я" if stem[-1:] == "и" else "а") if is_one else ""


def by_ending(word, gender, case):
    """Return the nominative of a name that is in no dictionary, by its ending; foreign ones can stay as they are."""
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
