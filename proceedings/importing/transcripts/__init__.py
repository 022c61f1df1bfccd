"""Transcripts: documents of direct speech, in which labels of speakers precede their words."""

from collections import Counter
from functools import lru_cache

from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement, covering, uncovered

from .capacities import joint_names
from .label import Strength
from .recording_times import seconds_in_recording
from .roster import Roster
from .titles import opening
from .turns import SENTENCE_END, find_turns
from .vocabulary import is_unnamed

BACKEND = "labels"
# The least share of a transcript that stands after labels: if several labels are set off, if plain ones are a dialogue,
# and otherwise.
LEAST_SHARE, LEAST_DIALOGUE_SHARE, LEAST_PLAIN_SHARE = 0.1, 0.25, 0.5
# With this many labels, a dialogue has one of them twice.
MANY = 4
# The least share of a dialogue's turns that end with a sentence.
MOSTLY = 0.7


@lru_cache(maxsize=1)
def turns_of(document):
    """Return the Turns of a Document. They are cached, because both is_transcript and read_transcript need them."""
    return find_turns(document)


def is_transcript(document) -> bool:
    """Return whether enough of a Document's prose stands after labels of speakers.

    Plain labels of a single speaker are not enough, however many there are: they may be titles with a colon.
    """
    turns = turns_of(document)
    letters = sum(end - start for start, end in taken(turns))
    share = letters / max(1, sum(block.end - block.start for block in document.blocks))
    set_off = sum(turn.label.strength > Strength.PLAIN for turn in turns)
    roster = Roster([turn.label.text for turn in turns])
    speakers = {roster.capacity(turn.label.text).name or turn.label.text for turn in turns}
    if set_off == 1 and len(turns) == 1 and is_certain(turns[0].label, roster, document.text):
        return share >= LEAST_SHARE
    if are_maybe_headings(turns):
        return False
    if len(speakers) > 1 and share >= (
        LEAST_DIALOGUE_SHARE if is_dialogue(turns, document.text) else LEAST_PLAIN_SHARE
    ):
        return True
    return set_off > 0 and share >= (LEAST_PLAIN_SHARE if set_off == 1 else LEAST_SHARE)


def is_dialogue(turns, text):
    """Return whether at least two labels are repeated, and most turns end with a sentence."""
    labels = Counter(turn.label.text for turn in turns)
    sentences = sum(bool(SENTENCE_END.search(text[slice(*turn.content[-1])])) for turn in turns)
    return sum(number > 1 for number in labels.values()) > 1 and sentences >= MOSTLY * len(turns)


def are_maybe_headings(turns):
    """Return whether labels may be headings: single words, not bold, that are all the same or all different."""
    names = [turn.label.text for turn in turns if not is_unnamed(turn.label.text)]
    is_single = all(" " not in name for name in names) and all(turn.label.strength < Strength.BOLD for turn in turns)
    is_alone = len(set(names)) == 1
    return is_single and len(names) == len(turns) and (is_alone or MANY <= len(names) == len(set(names)))


def is_certain(label, roster, text):
    """Return whether a single label is certainly a person: it has a post, or the name occurs elsewhere, too."""
    capacity = roster.capacity(label.text)
    is_elsewhere = bool(capacity.name) and (
        capacity.name in text[: label.start] or capacity.name in text[label.words :]
    )
    return label.has_sign and bool(capacity.name) and (bool(capacity.post) or is_elsewhere)


def read_transcript(document, name, language=""):
    """Return (text, Proposal) of a Document, with a verbatim statement for each turn, in order."""
    text = document.text
    turns = turns_of(document)
    roster = Roster([turn.label.text for turn in turns])
    posts, statements = {}, []
    for turn, seconds in zip(turns, seconds_in_recording(turns), strict=True):
        # Speakers of a joint label share its words.
        for label in joint_names(turn.label.text) or [turn.label.text]:
            capacity = roster.capacity(label)
            if capacity.name:
                posts[capacity.name] = posts.get(capacity.name) or capacity.post
            statements.append(statement_of(turn, capacity, seconds, text, language or document.language))
    proposal = Proposal(
        source=name,
        kind=document.kind,
        backend=BACKEND,
        conference=conference_of(document, statements),
        speakers=[ProposedSpeaker(name=speaker, post=post) for speaker, post in posts.items()],
        proposals=statements,
    )
    proposal.left = uncovered(text, taken(turns), [(block.start, block.end) for block in document.blocks])
    return text, proposal


def taken(turns):
    """Return the spans of the labels and the words of turns, joined where they touch."""
    return covering(span for turn in turns for span in (*turn.content, (turn.start, turn.label.words)))


def statement_of(turn, capacity, seconds, text, language):
    label, words = turn.label, "\n\n".join(text[start:end] for start, end in turn.content)
    return ProposedStatement(
        speaker=capacity.name or None,
        label=" ".join(label.text.split()) + (f" {label.remark}" if label.remark else ""),
        post=capacity.post,
        title=opening(words),
        text=words,
        content=turn.content,
        source_span=[(label.start, label.end)],
        form="verbatim",
        rule=f"label-{label.strength.name.lower()}"
        + ("-translated" if turn.is_translated or capacity.is_translated else ""),
        starts=seconds,
        session=turn.session,
        language=language,
        text_format="plain",
    )


def conference_of(document, statements):
    facts = {"title": document.title, "starts_on": document.date, "language": document.language}
    sessions = list(dict.fromkeys(statement.session for statement in statements if statement.session))
    facts["sessions"] = [{"title": title} for title in sessions]
    return {name: value for name, value in facts.items() if value}
