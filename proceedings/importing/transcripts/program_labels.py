"""Labels that programs write: a voice tag, a line of a chat, or a name and a time in a line of their own."""

import re

from .forms import is_name_like
from .label import TIME, Label, Strength, in_seconds, strength_of

NAME = r"(?P<name>[^\W\d][^\n:\[\]]{0,80}?)"
LINE_OF_NAME_AND_TIME = re.compile(
    rf"\[?{NAME}\]?[ \t,]*(?:(?<=[ \t,])|\n)[\[(]?(?P<time>{TIME})[\])]?[ \t\r]*$", re.MULTILINE
)
# "Anna Berg [00:00:03] Welcome", and a name after a time that is alone in its line.
NAME_AND_TIME = re.compile(rf"{NAME}[ \t]+\[(?P<time>{TIME})\][ \t]+(?=\S)")
NAME_ALONE = re.compile(rf"{NAME}[ \t\r]*\n(?=\S)")
# "0:0:3.5 --> 0:0:7.40" above a name, and "10:02:11 From Anna to Everyone:".
RANGE = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
RANGE_AND_NAME = re.compile(rf"(?P<time>{RANGE})\s*-->\s*{RANGE}[ \t]*\n(?P<name>[^\n]{{1,80}})\n")
CHAT = re.compile(r"From\s+(?P<name>[^\n:]{1,80}?)(?:\s+to\s+[^\n:]{1,80}?)?\s*:\s*")
VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^>\n]{1,300})>\s*")


def marked_label(text, start, at, end, seconds):
    """Return the label that a program has marked: a voice tag, a name below a range of times, a line of a chat."""
    if voice := VOICE.match(text, at, end):
        return Label(*voice.span("name"), voice.end(), voice["name"].strip(), Strength.VOICE, seconds=seconds)
    if (ranged := RANGE_AND_NAME.match(text, start, end)) and is_name_like(ranged["name"]):
        time = in_seconds(ranged["time"])
        return Label(*ranged.span("name"), ranged.end(), ranged["name"].strip(), Strength.VOICE, seconds=time)
    if seconds is not None and (chat := CHAT.match(text, at, end)):
        return Label(*chat.span("name"), chat.end(), chat["name"].strip(), Strength.VOICE)
    return None


def label_in_line(text, at, end, bold, seconds):
    """Return a name with its time in a line of its own, or with the time in brackets after it, or None."""
    match = LINE_OF_NAME_AND_TIME.match(text, at, end) or NAME_AND_TIME.match(text, at, end)
    time = in_seconds(match["time"]) if match else seconds
    is_alone = not match and seconds is not None
    match = NAME_ALONE.match(text, at, end) if is_alone else match
    if not match or not is_name_like(match["name"]):
        return None
    words = match.end() if text[match.end() - 1].isspace() else min(match.end() + 1, end)
    strength = strength_of(text, *match.span("name"), bold)
    return Label(
        *match.span("name"), words, match["name"], strength, seconds=time, has_sign=not is_alone, is_alone=is_alone
    )
