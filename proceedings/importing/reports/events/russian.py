"""The place and the organisers of an event in a Russian sentence."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.russian.morphology import is_part, lemmas, parses, tokens_of

INSTRUMENTAL, NOMINATIVE = "ablt", "nomn"
BY = re.compile(r"\b(?:со)?организован\w*\s+(?:совместно\s+)?(?=[А-ЯЁа-яё])", re.IGNORECASE)
ORGANISERS = re.compile(
    r"\b(?:со)?организатор(?:ом|ами|ы)?\s+(?:(?:\w+\s+){0,2}?(?:выступил\w*|стал\w*|был\w*|являл\w*)\s+|(?:\w+\s+){0,2}[—–]\s+)"
    r"(?=[А-ЯЁа-яё])",
    re.IGNORECASE,
)
ACTIVE = re.compile(r"\b(?:организовал[аои]?|пров[её]л[аои]?|провели)\b")
ACRONYM = re.compile(r"\s*\((?P<acronym>[А-ЯЁA-Z][А-ЯЁA-Zа-яё]{1,14})\)")
BETWEEN = re.compile(r"\s*(?:,\s*(?:а также\s+)?|\s+и\s+|,?\s+(?:совместно|вместе) с\s+)")
# Most adjectives before the main word of a body, and most words after it.
MOST_BEFORE, MOST_AFTER = 4, 8


def place_of(sentence):
    """Return the place at which a sentence says that the event was held, in the nominative, or ""."""
    tokens = tokens_of(sentence, 0, len(sentence))
    verbs = [at for at, token in enumerate(tokens) if lemmas(token.lower) & held()]
    for at, token in enumerate(tokens[:-1]):
        if token.lower not in {"в", "во"}:
            continue
        after = at + 1
        while after < len(tokens) and tokens[after].is_capital and tokens[after].text[0].isalpha():
            after += 1
        if any(is_near(tokens, verb, at, after) for verb in verbs) and (place := toponym(tokens[at + 1 : after])):
            return place
    return ""


@cache
def held():
    return frozenset(words("ru")["event"]["held"])


def is_near(tokens, verb, first, after):
    """Whether only a date stands between a verb and the words [first, after)."""
    between = tokens[verb + 1 : first] if verb < first else tokens[after:verb]
    months = words("ru")["months"]
    return all(token.text.isdigit() or token.lower in {*months, "года", "г", ".", "—", "–", "-"} for token in between)


def toponym(tokens):
    """Return a place that is in the locative in the nominative; "" if the dictionary does not know it."""
    if not tokens:
        return ""
    *before, last = [token.lower for token in tokens]
    name = next((parse for parse in parses(last) if "Geox" in parse.tag and "loct" in parse.tag), None)
    if name is None:
        return ""
    forms = [adjective_form(word, "loct", name.tag.gender) for word in before]
    nominative = name.inflect({NOMINATIVE})
    if nominative is None or not all(forms):
        return ""
    return " ".join(map(capitalised, [*forms, nominative.word]))


def adjective_form(word, case, gender):
    """Return the nominative of an adjective that is in this case and gender, or ""."""
    for parse in parses(word):
        if "ADJF" in parse.tag and case in parse.tag and parse.tag.gender in {gender, None}:
            inflected = parse.inflect({NOMINATIVE, gender} if gender else {NOMINATIVE})
            return inflected.word if inflected else ""
    return ""


def capitalised(word):
    return "-".join(part.capitalize() for part in word.split("-"))


def organisers_of(sentence):
    """Return [(name, acronym or "")] of the bodies that a sentence names as organisers."""
    if match := BY.search(sentence):
        return bodies(sentence, match.end(), INSTRUMENTAL)[0]
    if match := ORGANISERS.search(sentence):
        case = INSTRUMENTAL if match[0].lower().startswith("организатор ") else NOMINATIVE
        return bodies(sentence, match.end(), case)[0] or bodies(sentence, match.end(), INSTRUMENTAL)[0]
    if match := ACTIVE.search(sentence):
        after, _end = bodies(sentence, match.end(), NOMINATIVE)
        before, end = bodies(sentence, 0, NOMINATIVE)
        return after or (before if sentence[end : match.start()].strip() == "" else [])
    return []


def bodies(sentence, at, case):
    """Return ([(name, acronym)] of the bodies listed from a place on in a case, where their list ends)."""
    listed = []
    while body := body_at(sentence, at, case):
        name, at = body
        acronym = ACRONYM.match(sentence, at)
        at = acronym.end() if acronym else at
        listed.append((name, acronym["acronym"] if acronym else ""))
        between = BETWEEN.match(sentence, at)
        if not between:
            break
        at = between.end()
    return listed, at


def body_at(sentence, at, case):
    """Return (name in the nominative, end) of the body that begins at a place, or None."""
    tokens = tokens_of(sentence, at, len(sentence))
    head = next((n for n, token in enumerate(tokens[: MOST_BEFORE + 1]) if is_head(token.lower, case)), None)
    if head is None or not any(token.is_capital for token in tokens[: head + 1]):
        return None
    main = next(p for p in parses(tokens[head].lower) if case in p.tag and "sing" in p.tag and "NOUN" in p.tag)
    forms = [adjective_form(token.lower, case, main.tag.gender) for token in tokens[:head]]
    nominative = main.inflect({NOMINATIVE})
    if not all(forms) or nominative is None:
        return None
    forms = [
        capitalised(form) if token.is_capital else form
        for token, form in zip(tokens, [*forms, nominative.word], strict=False)
    ]
    after = head + 1
    while after < len(tokens) and after - head <= MOST_AFTER and goes_on(tokens, after):
        after += 1
    end = tokens[after - 1].end
    return " ".join(forms) + sentence[tokens[head].end : end], end


def is_head(word, case):
    return any(
        parse.normal_form in bodies_known() and case in parse.tag and "sing" in parse.tag for parse in parses(word)
    )


@cache
def bodies_known():
    return frozenset(words("ru")["event"]["bodies"])


def goes_on(tokens, at):
    """Whether a token continues the name of a body: words in the genitive, as in "института географии"."""
    token = tokens[at]
    if not token.text[0].isalpha() or is_part(token.lower, "PREP") or is_part(token.lower, "CONJ"):
        return False
    return any("gent" in parse.tag and {"NOUN", "ADJF"} & set(parse.tag.grammemes) for parse in parses(token.lower))
