"""Timestamps: the seconds of a recording at which words of a text are spoken.

A line is a time and the first words from there, such as "1:02:30.5 Rivers cross borders". The words mark the place, so
that the text can be corrected elsewhere. A line is ignored if its words are not in the text, or are there twice; all
lines are ignored if their order is not that of the text. Places count letters, without white space.
"""

import re
from bisect import bisect_right
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .identifiers import validate_no_nul

LINE = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9](?:\.[0-9]{1,3})?)\s+(?P<words>\S.*)"
)
# A word, or a character of a script without spaces between words, with the space before it.
WORD = re.compile(r"\s*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)")
# The fewest and the most characters of the words in a line that lines_of() makes.
FEWEST, LONGEST = 16, 200
# Letters that are spoken in a second.
PACE = 15


class TimestampsField(models.TextField):
    default_validators = [validate_no_nul]

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name, **kwargs)
        self.validators = [*self.validators, validate_timestamps]

    def to_python(self, value):
        value = super().to_python(value)
        return "\n".join(" ".join(line.split()) for line in value.split("\n") if line.strip()) if value else value


def validate_timestamps(value):
    for number, line in enumerate(value.splitlines(), 1):
        if not LINE.fullmatch(line):
            message = _("Line %(number)d is not a time and the words from there, such as “1:02:30 Rivers cross”.")
            raise ValidationError(message % {"number": number})
    for (first, _words), (second, words) in pairwise(parsed(value)):
        if second < first:
            raise ValidationError(_("“%s” has an earlier time than the line before.") % words)


def parsed(value):
    """Return [(second, words)] of the value of a TimestampsField.

    >>> parsed("1:02:30.5 Rivers cross borders")
    [(3750.5, 'Rivers cross borders')]
    """
    matches = filter(None, map(LINE.fullmatch, value.splitlines()))
    return [
        (int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + float(match["seconds"]), match["words"])
        for match in matches
    ]


def lines_of(text, places):
    """Return the value for [(second, offset in the text)], without places whose words are in the text twice.

    >>> lines_of("Rivers cross borders. They do not stop there.", [(75, 22)])
    '1:15 They do not stop'
    """
    whole = letters(text)
    beginnings = ((second, unique_words(text[place : place + LONGEST], whole)) for second, place in places)
    return "\n".join(f"{clock(second)} {words}" for second, words in beginnings if words)


def unique_words(text, whole):
    """Return the shortest beginning of a text, from FEWEST characters, that is unique in all letters, or ""."""
    words = ""
    for word in WORD.findall(text):
        words += word
        if len(words) >= FEWEST and place_of(words, whole) is not None:
            break
    words = " ".join(words.split())
    return words if words and place_of(words, whole) is not None else ""


def place_of(words, whole):
    """Return the place of words in all letters of a text, or None if they are not there, or twice."""
    words = letters(words)
    place = whole.find(words)
    return place if place >= 0 and whole.find(words, place + 1) < 0 else None


def clock(second):
    """Return a time to a tenth of a second.

    >>> clock(3750.5), clock(75)
    ('1:02:30.5', '1:15')
    """
    minutes, tenths = divmod(round(second * 10), 600)
    hours, minutes = divmod(minutes, 60)
    time = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{time}:{tenths // 10:02}" + (f".{tenths % 10}" if tenths % 10 else "")


def letters(text):
    return "".join(text.split())


def lines_in(value, text):
    """Return the value without the lines whose words are not in a text."""
    whole = letters(text)
    lines = value.splitlines()
    return "\n".join(line for line in lines if (match := LINE.fullmatch(line)) and letters(match["words"]) in whole)


class Timeline:
    """The seconds of the letters of a text, in proportion between its start, its timestamps and its end.

    Without an end, or with one that is not after the start, the last letters take the usual time. `ignored` are the
    words of the timestamps that are ignored.
    """

    def __init__(self, text, value, start, end):
        whole = letters(text)
        lines = [(place_of(words, whole), second, words) for second, words in parsed(value)]
        points = [(place, second) for place, second, _words in lines if place is not None]
        if points and points[0][0] == 0 and abs(points[0][1] - start) <= 1:
            # This timestamp repeats the start, which has whole seconds.
            del points[0]
        self.points = self.completed([(0, start), *points], len(whole), end)
        self.ignored = [words for place, _second, words in lines if self.points is None or place is None]
        self.points = self.points or self.completed([(0, start)], len(whole), end)

    @staticmethod
    def completed(points, length, end):
        """Return the points with one for the end, or None if the times contradict the order of the letters."""
        last, second = points[-1]
        if end is None or end <= points[0][1]:
            end = second + (length - last) / PACE
        points = [*points, (length, end)]
        is_consistent = all(one[0] < two[0] and one[1] <= two[1] for one, two in pairwise(points))
        return points if is_consistent else None

    def second_at(self, number):
        """Return the second at which the letter with this number begins."""
        at = min(bisect_right(self.points, number, key=lambda point: point[0]), len(self.points) - 1)
        (first, start), (last, end) = self.points[at - 1 : at + 1]
        return start + (end - start) * (number - first) / (last - first)
