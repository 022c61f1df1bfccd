"""Quotations and sentences of a paragraph, as spans of the normalised text."""

import re
from functools import cache

from proceedings.importing.proposals.proposal import trim

from .lexicon import alternatives, words

# Opening marks with their closing ones. A straight mark opens after a space and closes before one.
PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "'": "'"}
# The most characters of a quotation; a mark that is not closed within them does not open one.
LONGEST = 2000
# A quotation goes on in the next paragraph if that begins within so many characters.
MOST_BETWEEN = 8
# After so many marks that are not closed, the rest of a paragraph is not searched.
MOST_OPEN = 50
# A longer sentence is divided: it is a list or a table.
LONGEST_SENTENCE = 2000
# A single mark can be an apostrophe, so it only opens a quotation before a word.
OPENS = re.compile(r"[“«„「『]|(?<![^\s(\[—–-])\"(?=\S)|(?<![^\s(\[—–-])'(?=[^\W\d_]{2}|[AI] )")
SINGLE = re.compile(r"(?<=[^\s'])'(?!\w)")
# An apostrophe of a plural: "the boys' school".
PLURAL = re.compile(r"s' [a-z]")
STRAIGHT = re.compile('"')
CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽȘȚА-ЯЁ"
END = re.compile(rf"""[.!?…]+["”'»)\]]*(?=\s+["“«„'(\[—–-]*[{CAPITALS}0-9]|\s*$)|\n+""")
# A word that ends with a vowel is not an abbreviation, nor is one in Latin capitals: "B2B", "5G".
RUSSIAN_END = re.compile(r"(?:[а-яё]{3}[аеёиоуыэюя]|[A-Z\d][A-Z])\.(?=\s+[А-ЯЁ«])")
# "… ответил Крылов А. Н. Он …": initials after a surname, before a word that is not a surname.
RUSSIAN_INITIALS = re.compile(
    r"[А-ЯЁ][а-яё-]+\s(?:[А-ЯЁ]\.\s?){2}(?=\s?(?:Он|Она|Они|Его|Е[её]|Их|В|Во|На|С|Со|К|По|При|За|Из|От|О|Об|После|Для|"
    r"Также|Затем|Далее|Однако|Кроме|Как|Эт[оиау]|Этот|Секретар\w+|Председател\w+|Присутств\w+|Отсутств\w+|Приглаш\w+|Повестк\w+|Кворум\w*|Слово|Протокол|Вопрос\w*|Докладчи\w+|Выступ\w+|Участники|Все|"
    r"Решили|Решено|Постановили|Слушали|Голосовали|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)[\s:])"
)
# A year before a word that can begin a sentence.
RUSSIAN_YEAR = re.compile(r"\d{4}(?:[-–]\d{4})?\sгг?\.(?=\s(?P<word>[А-ЯЁ][а-яё]*)\b)")
# "… 11 млн. «Мост …»", "… 5 тыс. Он …".
RUSSIAN_NUMBER = re.compile(r"\d\s(?:млн|млрд|трлн|тыс|руб|долл|чел|км|кг|га)\.(?=\s[«„\"]?(?P<word>[А-ЯЁ][а-яё]*)\b)")
# A line of minutes: "Председатель: А. Лунд", "ВЫСТУПИЛИ:", "— Да".
RUSSIAN_LINE = re.compile(r"(?<=[.;!?])\n+|(?<=[А-ЯЁ]{5}:)\n+|\n+(?=[А-ЯЁ][^\n:.]{2,40}:\s|[—–]\s|\d+\.\s)")
# Abbreviations before a capital that end no sentence: "к. г. н.", "ст. н. с.", "чл.-корр.".
RUSSIAN_SHORT = re.compile(
    r"(?:\b[дк]\.\s?(?:[а-я]{1,6}\.\s?-?\s?){1,2}н|\bн\.\s?с|чл\.-\s?корр|"
    r"\b(?:зам|зав|гл|ст|мл|вед|проф|акад|доц|нач|инж|асп))\.\s?$",
    re.IGNORECASE,
)
CHINESE_END = re.compile(r"[。！？!?]+[”」』）)]*|\n+")
# 他回应如下：\n（a）雨停了；\n（b）路开了。
CHINESE_ITEM = re.compile(
    r"(?:：|；(?:以及|及|和|并)?)\n(?=[（(]?(?:[a-z\d]{1,2}|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）、．.])"
)
INITIAL = re.compile(r"(?:^|[\s(.])[A-ZА-ЯЁ]$")


def quotations(text, start, end):
    """Return the spans of the outermost quotations, with their marks."""
    spans, at, unclosed = [], start, 0
    while unclosed < MOST_OPEN and (match := OPENS.search(text, at, end)):
        closing = PAIRS.get(match[0], '"')
        closed = closing_mark(text, match.end(), min(end, match.end() + LONGEST), match[0], closing)
        if closed < 0 and goes_on_after(text, end, match[0]):
            spans.append((match.start(), end))
            break
        if closed < 0:
            at, unclosed = match.end(), unclosed + 1
            continue
        spans.append((match.start(), closed + 1))
        at = closed + 1
    return spans


def goes_on_after(text, end, opening):
    """Whether a quotation that a paragraph does not close goes on in the next one, which opens it again."""
    return opening == "“" and text[end : end + MOST_BETWEEN].lstrip().startswith(opening)


def closing_mark(text, start, end, opening, closing):
    """Return the place of the mark that closes a quotation, or -1. Marks of the same pair can be nested."""
    if opening == '"' and (nested := straight_closing_mark(text, start, end)) >= 0:
        return nested
    if opening == "'":
        closed = [match.start() for match in SINGLE.finditer(text, start, end)]
        return next((at for at in closed if not PLURAL.match(text, at - 1)), closed[0] if closed else -1)
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char in closing:
            if not depth:
                return at
            depth -= 1
        elif char == opening and opening != closing:
            depth += 1
    return -1


def straight_closing_mark(text, start, end):
    """Return the place of the straight mark that closes a quotation with straight ones in it, or -1."""
    depth = 0
    for match in STRAIGHT.finditer(text, start, end):
        opens = text[match.start() - 1] in " (\n" and text[match.end() : match.end() + 1].isalnum()
        if not opens and not depth:
            return match.start()
        depth += 1 if opens else -1
    return -1


def sentences(text, start, end, language):
    """Return the spans of the sentences; a quotation of several sentences is not divided."""
    quoted = quotations(text, start, end)
    spans, at = [], start
    for stop in boundaries(text, start, end, language):
        if any(first < stop < last and "\n\n" not in text[first:last] for first, last in quoted):
            continue
        spans.append(trim(text, at, stop))
        at = stop
    spans.append((at, end))
    pieces = (
        trim(text, piece, min(piece + LONGEST_SENTENCE, last))
        for first, last in spans
        for piece in range(first, last, LONGEST_SENTENCE)
    )
    # A mark alone is no sentence: “雨停了。”。
    return [(first, last) for first, last in pieces if any(map(str.isalnum, text[first:last]))]


def before_stop(text, start, end):
    """Return the end of a sentence without its full stop."""
    return start + len(text[start:end].rstrip(" .…"))


def boundaries(text, start, end, language):
    if language == "zh":
        ends = [match.end() for match in CHINESE_END.finditer(text, start, end)]
        items = {match.end() for match in CHINESE_ITEM.finditer(text, start, end)}
        ends = [at for at in ends if at not in items]
        return [at for at in ends if not (text[at - 1] == "”" and names_speaker(text, start, at, end))]
    if language == "ru":
        # Imported late: other languages need no tables of Russian.
        import razdel

        ends = {start + sentence.stop for sentence in razdel.sentenize(text[start:end])}
        patterns = (RUSSIAN_END, RUSSIAN_INITIALS, RUSSIAN_LINE)
        ends |= {match.end() for pattern in patterns for match in pattern.finditer(text, start, end)}
        dated = (match for each in (RUSSIAN_YEAR, RUSSIAN_NUMBER) for match in each.finditer(text, start, end))
        ends |= {match.end() for match in dated if is_common(match["word"].lower())}
        return [at for at in sorted(ends) if at == end or not RUSSIAN_SHORT.search(text[max(start, at - 20) : at])]
    return [match.end() for match in END.finditer(text, start, end) if not is_abbreviation(text, start, match.start())]


def is_common(word):
    """Whether a Russian word with a capital is no name: "в 2013 г. Исследователь" begins a sentence."""
    from .russian.morphology import is_known, is_name, is_place

    return is_known(word) and not is_name(word) and not is_place(word)


@cache
def speaker_follows():
    """Return a pattern of the rest of a Chinese sentence that names the speaker of the quotation before it."""
    # “雨停了。”全场大笑。
    laughter = "(?:全场|众人|台下|满座|现场|大家)[^。，]{0,4}笑"
    behind = "。|，[“「]|，(?:众人|全场|大家|台下|满座)"
    return re.compile(rf"(?!{laughter})[^。！？“”\n]{{1,70}}?{alternatives(words('zh')['tags'])}(?={behind})")


@cache
def speaker_goes_on():
    return re.compile(rf"[^，。！？“”\n]{{1,24}}?{alternatives(words('zh')['tags'])}(?=，)")


def names_speaker(text, start, at, end):
    """Whether the rest of a Chinese sentence names the speaker of the quotation before it."""
    opening = text.rfind("“", start, at)
    is_first = text[opening - 1 : opening] not in {"：", "，", ":", ","}
    return speaker_follows().match(text, at, end) or (is_first and speaker_goes_on().match(text, at, end))


def is_abbreviation(text, start, at):
    """Whether the full stop at a place belongs to an abbreviation or an initial."""
    if text[at : at + 1] != "." or text[at : at + 2] == "..":
        return False
    before = text[max(start, at - 20) : at]
    return bool((INITIAL.search(before) and not before.endswith("A.O.B")) or ABBREVIATION.search(before))


ABBREVIATION = re.compile(r"(?:^|[\s(])" + alternatives(words("en")["abbreviations"]) + "$")
