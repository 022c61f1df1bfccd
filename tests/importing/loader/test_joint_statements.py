"""Further speakers in fixtures."""

import pytest

from proceedings.models import CoSpeaker
from tests.support.editing import complaints, load_text
from tests.support.factories import a_co_speaker, a_speaker, a_statement, an_appointment

pytestmark = pytest.mark.django_db


def record(position, **fields):
    fields = "".join(f", {name}: {value}" for name, value in fields.items())
    return f"""
        - model: proceedings.cospeaker
          fields: {{statement: [declaration], position: {position}{fields}}}
    """


@pytest.fixture
def declaration():
    return a_statement(slug="declaration", speaker=a_speaker(slug="ann"))


def test_a_file_adds_further_speakers_in_their_capacities(declaration):
    an_appointment(speaker=a_speaker(slug="bo"), slug="envoy")
    load_text(record(2, speaker="[bo]", appointment="[bo, envoy]") + record(3, label="Several delegates"))
    assert list(CoSpeaker.objects.values_list("position", "speaker__slug", "appointment__slug", "label")) == [
        (2, "bo", "envoy", ""),
        (3, None, None, "Several delegates"),
    ]


def test_two_further_speakers_may_swap(declaration):
    first, second = (a_co_speaker(statement=declaration) for _number in range(2))
    load_text(record(2, speaker=f"[{second.speaker.slug}]") + record(3, speaker=f"[{first.speaker.slug}]"))
    assert list(CoSpeaker.objects.values_list("speaker", "label")) == [
        (second.speaker_id, ""),
        (first.speaker_id, ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (record(2, speaker="[ann]"), "speaker: this is the first speaker of the statement already."),
        (record(3, speaker="[bo]"), "speaker: this speaker is listed twice."),
        (
            record(3, speaker="[ann]", appointment="[bo, envoy]"),
            "appointment: this is not a post of the statement's speaker: name one of the speaker's own, or none.",
        ),
        (record(1, label="A Deputy"), "The first speaker is in the statement itself: further ones start at 2."),
        (record(3), "Choose a speaker, or write the label that the source prints."),
    ],
)
def test_a_wrong_further_speaker_is_refused(declaration, text, message):
    post = an_appointment(speaker=a_speaker(slug="bo"), slug="envoy")
    a_co_speaker(statement=declaration, speaker=post.speaker)
    assert any(line.endswith(message) for line in complaints(text))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("speaker: [bo]", "speaker: this speaker is a further speaker of the statement already."),
        (
            "speaker: null, kind: narrative",
            "speaker: the statement has further speakers, so it needs a first one.",
        ),
    ],
)
def test_the_first_speaker_cannot_contradict_the_further_ones(declaration, fields, message):
    a_co_speaker(statement=declaration, speaker=a_speaker(slug="bo"))
    text = f"""
        - model: proceedings.statement
          fields: {{slug: declaration, {fields}}}
    """
    assert [line.partition("declaration: ")[2] for line in complaints(text)] == [message]


def test_a_narrative_has_no_further_speakers():
    a_statement(slug="declaration", speaker=None, kind="narrative")
    assert complaints(record(2, label="A Deputy"))[0].endswith(
        "the statement has no first speaker: name that one in the statement."
    )


def test_a_statement_keeps_the_label_that_a_file_gives(declaration):
    load_text("""
        - model: proceedings.statement
          fields: {slug: declaration, label: Deputy Ash (Minister)}
    """)
    declaration.refresh_from_db()
    assert (declaration.label, declaration.speaker.slug) == ("Deputy Ash (Minister)", "ann")
