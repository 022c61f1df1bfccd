"""The speakers of an EditedProposal, compared with the record once, and the editor's answers about them.

`EditedProposal.people` has for each name: `matched` (the slug of the one row that is meant, or None), `candidates` (the
[slug, label] of rows that it may mean), `is_several` (whether several rows have this name or a spelling of it), and
`answer` (a slug, "" for a new speaker, or None).
"""

from typing import NamedTuple

from proceedings.importing.drafts.matching import Matcher

from .source import colour_of

# The most speakers that the panel lists: of more, only those on the page and the open questions.
MAX_LISTED = 60


class Person(NamedTuple):
    """A line of the panel. `choice` is the slug, "" for a new speaker, or None for a question that is still open."""

    number: int
    name: str
    post: str
    organisation: str
    statements: int
    matched: str | None
    candidates: list
    is_several: bool
    choice: str | None

    @property
    def colour(self):
        return colour_of(self.number)


def compare_with_record(edited, matcher=None):
    """Look up the names that were not compared yet; no query if there are none."""
    names = {each.name for each in edited.proposal.speakers} - edited.people.keys()
    if not names:
        return
    matcher = matcher or Matcher()
    directory = matcher.speakers
    for name in names:
        several = sorted(matcher.meant(directory, name) & directory.labels.keys())
        slugs = several or directory.nearest(name)
        edited.people[name] = {
            "matched": several[0] if len(several) == 1 else None,
            "candidates": [[slug, directory.labels[slug]] for slug in slugs if slug in directory.labels],
            "is_several": len(several) > 1,
            "answer": None,
        }


def choice_of(person):
    """Return the slug of the speaker, "" for a new one, or None if the editor has not yet chosen one of several."""
    if person["answer"] is not None:
        return person["answer"]
    return person["matched"] or (None if person["is_several"] else "")


def panel(edited, names):
    """Return the Persons who speak; if they are many, only those with one of the `names` and the open questions."""
    spoken = edited.spoken()
    listed = []
    for number, each in enumerate(edited.proposal.speakers, 1):
        if number in spoken:
            person = edited.people[each.name]
            choice = choice_of(person)
            if len(spoken) <= MAX_LISTED or each.name in names or choice is None:
                facts = (person["matched"], person["candidates"], person["is_several"], choice)
                listed.append(Person(number, each.name, each.post, each.organisation, spoken[number], *facts))
    return listed


def open_questions(edited):
    """Return (names whose speaker is not chosen yet, labels whose speaker is not named yet)."""
    speakers = [edited.proposal.speakers[number - 1].name for number in edited.spoken()]
    names = [name for name in speakers if choice_of(edited.people[name]) is None]
    labels = [label for label in edited.voice_counts() if label not in edited.voices] if edited.asks_voices else []
    return names, labels


def new_speakers(edited):
    """Return the names of the speakers who would be added to the record."""
    names = [edited.proposal.speakers[number - 1].name for number in edited.spoken()]
    return [name for name in names if choice_of(edited.people[name]) == ""]


def answers(edited):
    """Return {name: slug, or "" for a new speaker} for `drafts.draft`."""
    return {name: choice for name, person in edited.people.items() if (choice := choice_of(person)) is not None}


def rename(edited, number, name):
    """Give a speaker another name, in all statements."""
    speaker = edited.proposal.speakers[number - 1]
    former, speaker.name = speaker.name, name
    for row in [*edited.rows, *edited.dropped]:
        if row.statement.speaker == former:
            row.statement.speaker = name
    for label, answer in edited.voices.items():
        if answer == former:
            edited.voices[label] = name


def set_capacity(edited, number, post, organisation):
    """Change the post and organisation of a speaker, also in all statements that still have the former ones."""
    speaker = edited.proposal.speakers[number - 1]
    former = (speaker.post, speaker.organisation)
    speaker.post, speaker.organisation = post, organisation
    for row in [*edited.rows, *edited.dropped]:
        statement = row.statement
        if statement.speaker == speaker.name and (statement.post, statement.organisation) == former:
            statement.post, statement.organisation = post, organisation
