"""Subtitles of recordings: SRT and WebVTT become statements with their start and end in the recording.

The speakers are those of tags and labels. If the file has only numbers, or nothing, no speaker is guessed from the
words: the statement keeps the label of the file, and an editor names its speaker once.
"""

from django.utils.translation import gettext as _

from proceedings.importing.documents.plain import decoded
from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement, UnreadableFileError
from proceedings.importing.transcripts.roster import Roster
from proceedings.importing.transcripts.titles import opening
from proceedings.models.columns.timestamps import lines_of

from .cues import parse_cues
from .rolling import without_repetitions
from .voices import NUMBERED, is_stage, voice_turns

BACKEND = "cues"
# Bytes. The subtitles of a whole day have a megabyte.
LARGEST = 20 * 2**20


def read_srt(data, name, language=""):
    """Return (text, Proposal) of an SRT file. Raise UnreadableFileError."""
    return read_subtitles(data, name, language, "srt")


def read_webvtt(data, name, language=""):
    """Return (text, Proposal) of a WebVTT file. Raise UnreadableFileError."""
    return read_subtitles(data, name, language, "webvtt")


def read_subtitles(data, name, language, kind):
    if len(data) > LARGEST:
        raise UnreadableFileError(_("The file has more than %d MB. Split it into several files.") % (LARGEST >> 20))
    text = decoded(data)
    cues = without_repetitions(text, parse_cues(text))
    turns = voice_turns(text, cues)
    if not turns:
        raise UnreadableFileError(_("There are no words in these subtitles, only sounds."))
    roster = Roster([turn.voice for turn in turns if is_name(turn.voice)])
    posts, statements = {}, []
    for turn in turns:
        capacity = roster.capacity(turn.voice) if is_name(turn.voice) else None
        speaker, post = (capacity.name, capacity.post) if capacity and capacity.name else (None, "")
        if speaker:
            posts[speaker] = posts.get(speaker) or post
        statements.append(
            ProposedStatement(
                speaker=speaker,
                # Without any label, the statement would be a narrative of the record.
                label=turn.voice or _("Speaker"),
                post=post,
                title=opening(turn.text),
                text=turn.text,
                content=turn.content,
                source_span=[turn.label] if turn.label else [],
                form="verbatim",
                rule="voice" if turn.voice else "voice-unknown",
                starts=turn.starts,
                ends=turn.ends,
                timestamps=lines_of(turn.text, turn.places),
                language=language,
                text_format="plain",
            )
        )
    proposal = Proposal(name, kind, BACKEND, speakers=[ProposedSpeaker(each, post) for each, post in posts.items()])
    proposal.proposals = statements
    # Only stage directions are left: every cue with words is in a statement.
    proposal.left = [span for cue in cues if is_stage(text, cue) for line in cue.lines for span in line.spans]
    return text, proposal


def is_name(voice):
    return bool(voice) and not NUMBERED.fullmatch(voice)
