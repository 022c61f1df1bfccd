"""The cues of SRT and WebVTT files, with the places of their words in the file.

WebVTT is specified at https://www.w3.org/TR/webvtt1/; SRT has no specification, and programs write it in many ways.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from proceedings.importing.proposals import UnreadableFileError
from proceedings.importing.transcripts.label import in_seconds

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
TIMING = re.compile(rf"\s*(?P<starts>{TIME})\s*-->\s*(?P<ends>{TIME})(?:\s.*)?$")
NUMBER = re.compile(r"\s*\d+\s*$")
# Tags of WebVTT, of HTML as SRT has it, and the braces of SubStation Alpha. A "<" before a space is part of the text.
TAG = re.compile(r"</?[^<>\n\s/][^<>\n]{0,200}>|<>|</?v>|\{\\[^{}\n]{0,80}\}")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+(?P<name>[^>]*))?>")
# Cues; a week of speech has fewer.
MOST_CUES = 200_000


@dataclass
class Line:
    """A line of a cue: `spans` are the places of its words without tags, and `voice` the name in a tag, or None."""

    spans: list[tuple[int, int]]
    voice: str | None = None


@dataclass
class Cue:
    """`starts` and `ends` are seconds."""

    starts: float
    ends: float
    lines: list[Line] = field(default_factory=list)


def parse_cues(text):
    """Return the Cues with words in a file, in its order. Raise UnreadableFileError if it has none, or too many."""
    cues, cue, last = [], None, ""
    for start, end in line_spans(text):
        line = text[start:end]
        if timing := TIMING.match(line):
            # Some programs leave no empty line before the number of the next cue.
            if cue is not None and NUMBER.match(last) and cue.lines:
                cue.lines.pop()
            cue = Cue(in_seconds(timing["starts"]), in_seconds(timing["ends"]))
            if cue.ends < cue.starts:
                place = {"line": text.count("\n", 0, start) + 1, "times": line.strip()}
                raise UnreadableFileError(
                    _("Line %(line)d: the subtitle ends before it begins (%(times)s). Correct its times.") % place
                )
            cues.append(cue)
            if len(cues) > MOST_CUES:
                raise UnreadableFileError(_("The file has more than %d subtitles. Split it.") % MOST_CUES)
        elif not line:
            cue = None
        elif cue is not None:
            cue.lines += voiced_lines(text, start, end)
        last = line
    cues = [cue for cue in cues if cue.lines]
    if not cues:
        raise UnreadableFileError(
            _("There are no subtitles in this file: no line has times such as 00:00:01.000 --> 00:00:04.000.")
        )
    return cues


def line_spans(text):
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line.rstrip("\r\n"))
        at += len(line)


def voiced_lines(text, start, end):
    """Yield a Line for each voice of a line of the file."""
    line = Line([])
    at = start
    for tag in [*TAG.finditer(text, start, end), None]:
        stop = tag.start() if tag else end
        if text[at:stop].strip():
            line.spans.append((at, stop))
        if tag is None:
            break
        at = tag.end()
        if voice := VOICE.fullmatch(tag[0]):
            if line.spans:
                yield line
            line = Line([], (voice["name"] or "").strip())
    if line.spans:
        yield line
