"""Labels of speakers before words, as transcripts print them."""

import re
from dataclasses import replace

from .forms import INITIALS, LONGEST_PLAIN, PARENTHESES, is_capitalised, is_full, is_label, is_name_like
from .label import TIME, Label, Strength, bold_share, in_seconds, strength_of
from .program_labels import label_in_line, marked_label
from .vocabulary import is_abbreviated, is_connective, is_honorific, is_note, is_post, is_unnamed

# Characters. A label with the office of a long committee's chairman has half of this.
LONGEST = 300
# Invisible characters: marks of direction and of zero width.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# A time, the marks of bold letters and lists, and the number of a question or a speech.
BEFORE = re.compile(
    rf"[{UNSEEN}]*(?:[\[(]?(?P<time>{TIME})[\])]?\s*[-–—]?\s*)?(?:(?:\*\*|__|[-–—•>]|[*_](?=\S))\s*)*"
    rf"(?:Q\d{{1,4}}[ \t\xa0]+(?=[^\W\d])|(?P<number>\d{{1,3}}[.)])[ \t\xa0]+(?=[^\W\d])"
    rf"|Anf\.? \d{{1,4}}[ \t\xa0]+)?[{UNSEEN}]*"
)
AFTER_TIME = re.compile(rf"\s*[\[(]?\b(?P<time>{TIME})[\])]?\s*$")
# "M. le président. — ", "The CHAIR — ", and "PRÉSIDENT. " or "Senator Jones. ".
DASHED = re.compile(r"(?P<name>[^\n:]{2,120}?)(?P<stop>\.?)\s?(?:[–—]|(?<=\)\s)-)\s+(?=\S)")
STOP = re.compile(r"\.\s+(?=\S)")
FAMILY_NAME_FIRST = re.compile(
    r"[^\W\d_][\w-]+ (?:[^\W\d_]\.\s?){1,2}(?:(?=\s)|(?<=\s)|(?=,))(?:, [^\n.:]{2,80}(?=\.))?\.?\s*(?=\S)"
)
LONGEST_STOPPED, SHORTEST_STOPPED = 120, 2
BRACKETED = re.compile(r"\[(?P<name>[^\[\]\n]{1,120})\]\s*[:：]\s*")
# "○議長（李偉君）　" in the records of Japan and Korea, and "【李伟】".
CIRCLED = re.compile(r"[○◯](?P<name>[^\n:：]{2,60}?)(?:\u3000| {2,})\s*(?=\S)")
LENTICULAR = re.compile(r"【(?P<name>[^【】\n]{1,60})】\s*")
LETTERED = re.compile(
    r"(?P<name>[QA])(?P<sign>[.):]\s+)|(?P<dashed>[QAPRDFВО])\.\s?[-–—]\s*|(?P<bare>Q)[ \t\xa0]+(?=[^\s(\[])"
)
INITIAL_AND_NAME = re.compile(r"[QA]\. [^\W\d_a-z][\w’'-]+:")
COLON = re.compile("[:：]")
REMARK = re.compile(r"\s*(?P<remark>\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\])\s*(?P<sign>[:：]?)")
NOTES_ALONE = re.compile(r"(?:[ \t\xa0]*\([^()\n]{1,80}\))+(?=\s*(?:\n|\Z))")
ENDS_IN_INITIAL = re.compile(r"\b[^\W\d_]\.[^\W\d_]$")
APART = re.compile(r"[\n.;–—-]")
CLOSING = re.compile(rf"[\s{UNSEEN}]*(?:\*\*|__|[*_](?=\s))?[\s{UNSEEN}]*")
# "Speaker 1: [0:03] Welcome", and "Speaker 1:  0:03" alone in its line.
TIME_AFTER = re.compile(rf"[\[(](?P<time>{TIME})[\])]\s*|(?P<alone>{TIME})[ \t\r]*(?:\n|\Z)\s*")
LEADERS = re.compile(r"(?:\.{2,}|…+)\Z")
MARKS = re.compile(r"\*\*|__")
LONGEST_ALONE = 80


def find_label(text, start, end, bold=()):
    """Return the Label at the beginning of text[start:end], or None. `bold` are the spans of bold letters."""
    before = BEFORE.match(text, start, end)
    at, seconds = before.end(), in_seconds(before["time"])
    if marked := marked_label(text, start, at, end, seconds):
        return marked
    if bracketed := BRACKETED.match(text, at, end) or CIRCLED.match(text, at, end) or LENTICULAR.match(text, at, end):
        strength = strength_of(text, *bracketed.span("name"), bold)
        strength = max(strength, Strength.CAPITALS) if bracketed.re is CIRCLED else strength
        has_sign = bracketed.re is not LENTICULAR
        return Label(
            *(*bracketed.span("name"), bracketed.end(), bracketed["name"].strip(), strength),
            seconds=seconds,
            has_sign=has_sign,
            is_apart=not has_sign,
        )
    if (lettered := LETTERED.match(text, at, end)) and not is_initial(text, at, end):
        span = lettered.span(next(group for group in ("bare", "dashed", "name") if lettered[group]))
        strength = Strength.BOLD if bold_share(text, *span, bold) else Strength.PLAIN
        has_sign = not lettered["bare"]
        return Label(*span, lettered.end(), text[slice(*span)], strength, seconds=seconds, has_sign=has_sign)
    colon = colon_of_label(text, at, min(line_end(text, at, end), at + LONGEST))
    label = label_with_colon(text, (at, colon, end), bold, seconds) if colon is not None else None
    if before["number"]:
        return label and replace(label, is_numbered=True)
    if label and (label.strength >= Strength.BOLD or (is_name_like(label.text) and not has_sentence(label.text))):
        return label
    return label_without_colon(text, at, end, bold, seconds) or label


def is_initial(text, at, end):
    """Return whether a letter is the initial of a name that begins several lines: "A. Berg:"."""
    initial = INITIAL_AND_NAME.match(text, at, end)
    return bool(initial) and text.count(f"\n{initial[0]}") + text.startswith(initial[0]) > 1


def has_sentence(printed):
    """Return whether the text before a colon is a name and words of a speech: "Ms. Ash. Now" or "Ash — now"."""
    dashed = DASHED.match(printed)
    if dashed and dashed["stop"]:
        return True
    words = printed[dashed.end() :].split() if dashed and printed[dashed.end("name")].isspace() else []
    if (
        words
        and not any(map(is_post, words))
        and not all(is_capitalised(each) or is_connective(each) for each in words)
    ):
        return True
    first = FAMILY_NAME_FIRST.match(printed)
    if first and printed[first.end()] not in "([":
        return True
    return any(is_stopped(name) for name in names_before_stops(printed, 0, len(printed)))


def names_before_stops(text, at, end):
    """Yield the beginnings of a line before its full stops, except those of initials and forms of address."""
    for stop in STOP.finditer(text, at, end):
        name = text[at : stop.start()]
        words = name.split()
        if name.count("(") > name.count(")"):
            continue
        if not words or not is_name_like(name):
            return
        if len(words[-1]) > 1 and not is_honorific(words[-1]) and not is_abbreviated(words[-1]):
            yield name


def is_stopped(name):
    """Return whether a name before a full stop has a form of address or an office, so that it can be a label."""
    words = name.split()
    return is_unnamed(name) or (len(words) > 1 and (is_honorific(words[0]) or is_post(words[0])))


def label_with_colon(text, span, bold, seconds):
    at, colon, end = span
    name_end = at + len(text[at:colon].rstrip(f" \t\n\xa0*_{UNSEEN}"))
    words, remark = after_remarks(text, CLOSING.match(text, colon + 1, end).end(), end)
    if seconds is None and (time := TIME_AFTER.match(text, words, end)):
        seconds, words = in_seconds(time["time"] or time["alone"]), time.end()
    if name_end > at and (time := AFTER_TIME.search(text, at, name_end)):
        name_end, seconds = time.start(), in_seconds(time["time"]) if seconds is None else seconds
    name_end -= len(((leaders := LEADERS.search(text[at:name_end])) and leaders[0]) or "")
    printed = MARKS.sub("", text[at:name_end])
    if not is_label(printed):
        return None
    return Label(at, name_end, words, printed, strength_of(text, at, name_end, bold), remark, seconds)


def after_remarks(text, words, end):
    """Return where the words begin after notes such as “(re-translated):”, and the last of these notes."""
    remark = ""
    while (more := REMARK.match(text, words, end)) and (more["sign"] or is_note(more["remark"])):
        remark, words = more["remark"], CLOSING.match(text, more.end(), end).end()
    return words, remark


def label_without_colon(text, at, end, bold, seconds):
    """Return a label that is set off by a dash, a full stop, its own line, or bold letters only."""
    if line := label_in_line(text, at, end, bold, seconds):
        return line
    for dashed in DASHED.finditer(text, at, min(line_end(text, at, end), at + LONGEST_STOPPED)):
        has_stop = bool(dashed["stop"])
        span = (at, dashed.end("name"))
        name = text[slice(*span)].rstrip()
        if name.count("(") > name.count(")"):
            continue
        if is_label(name) and (has_stop or INITIALS.fullmatch(name) or (is_name_like(name) and is_full(name))):
            words, remark = after_remarks(text, dashed.end(), end) if has_stop else (dashed.end(), "")
            strength = strength_of(text, at, at + len(name), bold)
            strength = strength if name.endswith(")") else min(strength, Strength.CAPITALS)
            has_sign = has_stop or (strength > Strength.PLAIN and name.endswith(")"))
            return Label(at, at + len(name), words, name, strength, remark, seconds, has_sign=has_sign, is_apart=True)
    label = label_with_stop(text, at, end, bold, seconds) or label_in_bold(text, at, end, bold, seconds)
    return label or label_alone(text, at, end, bold, seconds)


def label_with_stop(text, at, end, bold, seconds):
    """Return a label before a full stop: in capitals, with a form of address or an office, or with initials."""
    if (first := FAMILY_NAME_FIRST.match(text, at, end)) and is_capitalised(first[0]):
        name = first[0].strip()
        name = name if ENDS_IN_INITIAL.search(name[:-1]) or "," not in name else name.rstrip(".")
        strength = min(strength_of(text, at, at + len(name), bold), Strength.CAPITALS)
        return Label(at, at + len(name), first.end(), name, strength, seconds=seconds, has_sign=False, is_apart=True)
    name = next(names_before_stops(text, at, min(line_end(text, at, end), at + LONGEST_STOPPED)), "")
    name_end = at + len(name)
    words = name_end + 1 + len(text[name_end + 1 : end]) - len(text[name_end + 1 : end].lstrip())
    if PARENTHESES.sub("", name).partition(",")[0].isupper() and len(name) > SHORTEST_STOPPED:
        return Label(at, name_end, words, name, strength_of(text, at, name_end, bold), seconds=seconds)
    if name and is_stopped(name):
        return Label(at, name_end, words, name, Strength.PLAIN, seconds=seconds, has_sign=False, is_apart=True)
    return None


def label_in_bold(text, at, end, bold, seconds):
    first = next((span for span in bold if span[0] <= at < span[1]), None)
    if not first or len(name := text[at : first[1]].rstrip(" .;*_\xa0")) > LONGEST_PLAIN or not is_label(name):
        return None
    # The full stop of initials belongs to the name.
    name += "." if ENDS_IN_INITIAL.search(name) and text[at + len(name) : first[1]].startswith(".") else ""
    name_end, words = at + len(name), CLOSING.match(text, first[1], end).end()
    if notes := NOTES_ALONE.match(text, first[1], end):
        # "Anna Berg (Upper Valley) (Green)" in a line of its own.
        name_end = words = notes.end()
        name = text[at:name_end]
    begin = min(end, words + len(text[words:end]) - len(text[words:end].lstrip(" \t\n\xa0–—-.;")))
    is_apart = bool(APART.search(text[name_end:begin])) or begin == end or is_capitalised(text[begin:end])
    return Label(at, name_end, begin, name, Strength.BOLD, seconds=seconds, has_sign=False, is_apart=is_apart)


def label_alone(text, at, end, bold, seconds):
    """Return a name that is a line of its own, without any sign."""
    name_end = line_end(text, at, end)
    name = text[at:name_end].strip(f" \t\r\xa0{UNSEEN}")
    if not (name[-1:].isalnum() or name.endswith((")", "]"))):
        return None
    if len(name) > LONGEST_ALONE or not is_name_like(name) or not is_full(name):
        return None
    words = min(end, name_end + 1)
    strength = strength_of(text, at, at + len(name), bold)
    return Label(
        *(at, at + len(name), words, name, strength), seconds=seconds, has_sign=False, is_apart=True, is_alone=True
    )


def line_end(text, start, end):
    at = text.find("\n", start, end)
    return end if at == -1 else at


def colon_of_label(text, start, end):
    """Return the place of the first colon that is not in parentheses, in a time or in an address, or None."""
    for match in COLON.finditer(text, start, end):
        at = match.start()
        inside = text.count("(", start, at) > text.count(")", start, at)
        is_of_time = text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
        if not inside and not is_of_time and text[at + 1 : at + 2] != "/":
            return at
    return None
