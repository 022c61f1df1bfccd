"""Join cues into the turns of voices, which tags, labels or change marks such as “>>” distinguish."""

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from proceedings.importing.transcripts.capacities import is_person
from proceedings.importing.transcripts.labels import find_label
from proceedings.importing.transcripts.trusted_labels import TrustedLabels
from proceedings.importing.transcripts.vocabulary import is_sound

from .cues import Cue, Line

# A change of the speaker, as captions for television and YouTube mark it.
CHANGE = re.compile(r"\s*(?:>>|&gt;&gt;|>>>)\s*")
# A dash before the line of each of two speakers in one cue.
DASH = re.compile(r"\s*[-–—‐]\s*(?=\S)")
# "[Music]", "(Applause)" or musical notes as a whole cue.
STAGE = re.compile(r"(?:(?:\[[^\[\]]*\]|【[^【】]*】|[(（][^\s()（）]+(?:\s[^\s()（）]+){0,3}[)）]|[♪♫]+)\s*)+")
IN_BRACKETS = re.compile(r"\s*(?:>>\s*)?[\[(](?P<name>[^\[\]()\n]{3,60})[\])]\s*")
# "S04", "SPEAKER_00", "Speaker 2", "3": labels of a program that distinguishes voices but does not know names.
NUMBERED = re.compile(
    r"\[?(?:[A-Za-z]{1,2}|spk|speaker|voice|person|participant|unknown)?[ _-]*\d{1,4}\]?", re.IGNORECASE
)
# Characters of scripts without spaces between words. Cues are joined without a space beside them.
WITHOUT_SPACES = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
SENTENCE_END = re.compile(r"[.!?。！？…][\"”»’)\]]*$")
# Seconds of silence after which a sentence begins a paragraph, and seconds after which words get a timestamp.
PAUSE, INTERVAL = 2.0, 10.0


@dataclass
class VoiceTurn:
    """The words of one voice; `voice` is "" if the file does not state it. `starts` and `ends` are seconds.

    `places` are (second, place in the text) of its sentences, and of words in long ones.
    """

    voice: str
    starts: float
    ends: float
    content: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    places: list[tuple[float, int]] = field(default_factory=list)
    length: int = 0
    cue: Cue | None = None
    label: tuple[int, int] | None = None

    @property
    def text(self):
        return "".join(self.pieces)

    def add(self, source, cue, line):
        """Add the words of a line; a sentence after a pause begins a paragraph."""
        words = " ".join(html.unescape("".join(source[start:end] for start, end in line.spans)).split())
        if not words:
            return
        if self.pieces:
            self.add_gap(words, cue)
        self.pieces.append(words)
        self.length += len(words)
        self.content += line.spans
        self.cue = cue
        self.starts, self.ends = min(self.starts, cue.starts), max(self.ends, cue.ends)

    def add_gap(self, words, cue):
        before, since = self.pieces[-1], cue.starts - (self.places[-1][0] if self.places else self.starts)
        gap = self.gap_before(words, cue)
        self.pieces.append(gap)
        self.length += len(gap)
        # Only the first line of a cue has a known start.
        if cue is not self.cue and (since >= INTERVAL or (since > 0 and SENTENCE_END.search(before))):
            self.places.append((cue.starts, self.length))

    def gap_before(self, words, cue):
        last = self.pieces[-1]
        if cue.starts - self.ends >= PAUSE and SENTENCE_END.search(last):
            return "\n\n"
        return "" if WITHOUT_SPACES.match(last[-1]) or WITHOUT_SPACES.match(words[0]) else " "


def voice_turns(text, cues):
    """Return the VoiceTurns of cues in the order of the file."""
    labels = {line.spans[0][0]: label for cue in cues for line in cue.lines if (label := label_of(text, line))}
    trusted = TrustedLabels([*labels.values()], text)
    names = names_in_brackets(text, cues)
    has_dashes = any(sum(bool(DASH.match(text, *line.spans[0])) for line in cue.lines) > 1 for cue in cues)
    turns = []
    for cue in cues:
        if is_stage(text, cue):
            continue
        for line in cue.lines:
            start, end = line.spans[0]
            label, change = labels.get(start), CHANGE.match(text, start, end)
            change = change or (has_dashes and DASH.match(text, start, end))
            if label and not (NUMBERED.fullmatch(label.text) or trusted.accepts(label)):
                label = None
            name = None if label or line.voice else names.get(start)
            voice = label.text if label else name["name"] if name else line.voice
            if not turns or change or (voice is not None and voice != turns[-1].voice):
                span = (label.start, label.end) if label else name.span("name") if name else None
                turns.append(VoiceTurn(voice or "", cue.starts, cue.ends, label=span))
            words = label.words if label else name.end() if name else change.end() if change else start
            turns[-1].add(text, cue, after(line, words))
    return [turn for turn in turns if turn.content]


def names_in_brackets(text, cues):
    """Return the matches of names in brackets by their places, if they are those of a dialogue, else an empty dict.

    “[Anna Berg] Welcome” names a speaker, “[Door Creaking]” a sound. A dialogue has two names, one of them twice.
    """
    starts = [line.spans[0] for cue in cues for line in cue.lines if not line.voice]
    matches = {span[0]: match for span in starts if (match := IN_BRACKETS.match(text, *span))}
    matches = {at: match for at, match in matches.items() if is_person(match["name"]) and not is_sound(match["name"])}
    numbers = Counter(match["name"] for match in matches.values())
    return matches if 1 < len(numbers) < len(matches) else {}


def is_stage(text, cue):
    """Return whether a cue has no words of a voice, but a sound or a stage direction only."""
    words = " ".join(text[start:end] for line in cue.lines for start, end in line.spans)
    return bool(STAGE.fullmatch(words.strip())) and not NUMBERED.fullmatch(words.strip())


def label_of(text, line):
    """Return the Label before the words of a line, or None; a line with a voice tag needs none."""
    if line.voice:
        return None
    start, end = line.spans[0]
    change = CHANGE.match(text, start, end)
    label = find_label(text, change.end() if change else start, end)
    return label if label and label.has_sign else None


def after(line, place):
    """Return the line without the words before a place."""
    return Line([(max(start, place), end) for start, end in line.spans if end > place], line.voice)
