"""A place in a recording: its address, its player, and the times of the words of a statement."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from proceedings import markup
from proceedings.models.columns.timestamps import Timeline, letters, parsed

YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"}
YOUTUBE_PATH = re.compile(r"/(?:embed/|live/|shorts/)?([\w-]{11})/?$")
YOUTUBE_KEY = re.compile(r"[\w-]{11}$")
VIMEO, VIMEO_PATH = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}, re.compile(r"/(?:video/)?(\d{1,12})/?$")
VIDEO, AUDIO = (".mp4", ".webm", ".ogv", ".m4v"), (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac")
SENTENCE = re.compile(r"[^.!?。！？…]+(?:[.!?。！？…]+[\"”»’)\]]*)?\s*")
# Characters of a cue, which is shown on two lines.
LONGEST_CUE = 84


class Player(NamedTuple):
    """`kind` is "youtube", "vimeo", "video" or "audio"; `host` is the only one that the player contacts first."""

    kind: str
    address: str
    origin: str
    host: str


class Cue(NamedTuple):
    """Words between two seconds of a recording; `paragraph` is the number of theirs, or None for a heading."""

    starts: float
    ends: float
    text: str
    paragraph: int | None


def recording_address(url, start, end=None):
    """Return the address that opens a recording at a second, as its site has it; media files by fragment (W3C).

    >>> recording_address("https://youtu.be/abcdefghijk", 75)
    'https://youtu.be/abcdefghijk?t=75'
    """
    if start is None:
        return url
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in YOUTUBE:
        query = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"t", "start"}]
        return urlunsplit(parts._replace(query=urlencode([*query, ("t", start)])))
    if host in VIMEO:
        return urlunsplit(parts._replace(fragment=f"t={start}s"))
    if parts.path.lower().endswith(VIDEO + AUDIO):
        return urlunsplit(parts._replace(fragment=f"t={start}" if end is None else f"t={start},{end}"))
    return url


def player_of(url, start=None, end=None):
    """Return the Player of a recording at an address, or None if its site has none that is known."""
    parts = urlsplit(url)
    host, start = parts.hostname or "", start or 0
    if parts.scheme != "https":
        return None
    if key := youtube_key(parts, host):
        times = {"start": start, "enablejsapi": 1, "rel": 0} | ({"end": end} if end else {})
        origin = "https://www.youtube-nocookie.com"
        return Player("youtube", f"{origin}/embed/{key}?{urlencode(times)}", origin, "youtube-nocookie.com")
    if host in VIMEO and (match := VIMEO_PATH.match(parts.path)):
        origin = "https://player.vimeo.com"
        return Player("vimeo", f"{origin}/video/{match[1]}?dnt=1#t={start}s", origin, "vimeo.com")
    for kind, endings in (("video", VIDEO), ("audio", AUDIO)):
        if host and parts.path.lower().endswith(endings):
            origin = f"https://{parts.netloc.rpartition('@')[2]}"
            return Player(kind, recording_address(url, start, end), origin, host)
    return None


def youtube_key(parts, host):
    if host not in YOUTUBE:
        return ""
    values = parse_qs(parts.query).get("v", [""])
    if parts.path == "/watch" and YOUTUBE_KEY.match(values[0]):
        return values[0]
    match = YOUTUBE_PATH.match(parts.path)
    return match[1] if match else ""


def cues_of(statement):
    """Return the Cues of a statement whose start in its recording is known, else an empty list.

    Between its start, its timestamps and its end each sentence takes a time that is proportional to its length.
    """
    pieces = list(pieces_of(statement))
    if statement.recording_start is None or not pieces:
        return []
    timeline = timeline_of(statement, pieces)
    cues, spoken = [], 0
    for number, words in pieces:
        first, spoken = spoken, spoken + len(letters(words))
        cues.append(Cue(timeline.second_at(first), timeline.second_at(spoken), words, number))
    return cues


def ignored_timestamps(statement):
    """Return the words of the timestamps that do not fit the text, or the place of the statement in its recording."""
    if statement.recording_start is None:
        return [words for _second, words in parsed(statement.recording_timestamps)]
    return timeline_of(statement, pieces_of(statement)).ignored


def timeline_of(statement, pieces):
    text = "".join(words for _number, words in pieces)
    return Timeline(text, statement.recording_timestamps, statement.recording_start, statement.recording_end)


def pieces_of(statement):
    """Yield (number of the paragraph, words) of pieces that fit a cue."""
    blocks = markup.paragraphs(statement.text, statement.text_format)
    texts = markup.plain_paragraphs(statement.text, statement.text_format)
    # A thematic break (<hr>) has no words.
    numbers = [block.number for block in blocks if not block.html.startswith("<hr")]
    for number, text in zip(numbers, texts, strict=False):
        for sentence in SENTENCE.findall(" ".join(text.split())):
            for piece in lines_of(sentence.strip()):
                yield number, piece


def lines_of(sentence):
    """Yield pieces of a sentence no longer than a cue, between words if there are any."""
    while len(sentence) > LONGEST_CUE:
        at = sentence.rfind(" ", 1, LONGEST_CUE + 1)
        at = at if at > 0 else LONGEST_CUE
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    if sentence:
        yield sentence


def paragraph_times(statement):
    """Return {number of a paragraph: its second in the recording}."""
    times = {}
    for cue in cues_of(statement):
        if cue.paragraph is not None:
            times.setdefault(cue.paragraph, round(cue.starts, 1))
    return times
