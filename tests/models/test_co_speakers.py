from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from proceedings.models import Appointment, CoSpeaker, Organisation, Speaker, Statement
from tests.support.factories import (
    a_co_speaker,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint():
    """A joint declaration of Ann, who has no post, and of Bo as the envoy of a body."""
    theme = a_theme()
    statement = a_statement(title="Declaration", speaker=a_speaker(name="Ann Ash"), themes=[theme])
    bo = a_speaker(name="Bo Birch", country="FR")
    post = an_appointment(speaker=bo, title="Envoy", organisation=an_organisation(name="The Body"))
    a_co_speaker(statement=statement, speaker=bo, appointment=post, label="Mr Birch (Envoy)")
    return statement


def test_a_statement_credits_its_speakers_in_order(joint):
    a_co_speaker(statement=joint, speaker=None, label="Several delegates", position=3)
    ann, bo, delegates = joint.credits
    assert [one.name for one in joint.credits] == ["Ann Ash", "Bo Birch", "Several delegates"]
    assert (ann.appointment, str(bo.appointment), delegates.speaker) == (None, "Envoy, The Body", None)
    assert [one.printed_as for one in joint.credits] == ["", "Mr Birch (Envoy)", ""]
    assert joint.full_title == "Ann Ash, Bo Birch and Several delegates: Declaration"


def test_a_label_alone_is_the_speaker_of_a_statement():
    said = a_statement(speaker=None, label="A Deputy", title="On water")
    assert [(one.speaker, one.name) for one in said.credits] == [(None, "A Deputy")]
    assert (str(said), said.is_spoken) == ("A Deputy: On water", True)
    assert said.slug.startswith("a-deputy-")
    assert "Verbatim" in str(said.get_form_explanation())


def test_a_narrative_credits_nobody():
    told = a_statement(speaker=None, kind="narrative")
    assert (told.credits, told.is_spoken, told.full_title) == ([], False, told.title)


def test_a_joint_statement_is_found_for_each_of_its_speakers(joint):
    a_statement()
    bo = Speaker.objects.get(name="Bo Birch")
    public = Statement.objects.public()
    assert [*public.by(bo)] == [*public.by(joint.speaker)] == [joint]
    assert public.by_any([bo, joint.speaker]).count() == 1
    assert [*public.from_organisation(bo.appointments.get().organisation)] == [joint]
    assert [*public.from_country("FR")] == [joint]


def test_a_further_speaker_of_a_public_statement_is_public(joint):
    hidden = a_co_speaker(statement=a_statement(status="draft"))
    bo = Speaker.objects.get(name="Bo Birch")
    assert bo in Speaker.objects.public()
    assert bo in Speaker.objects.once_public()
    assert hidden.speaker not in Speaker.objects.public()
    assert hidden.speaker not in Speaker.objects.once_public()
    assert [*Appointment.objects.public()] == [*Appointment.objects.once_public()] == [*bo.appointments.all()]
    assert [*Organisation.objects.public()] == [*Organisation.objects.once_public()]


def test_speakers_of_a_conference_and_a_theme_are_all_of_them(joint):
    a_co_speaker()
    names = ["Ann Ash", "Bo Birch"]
    assert [speaker.name for speaker in Speaker.objects.at(joint.conference)] == names
    assert [speaker.name for speaker in Speaker.objects.about(joint.themes.get())] == names


def test_statements_with_others_count_for_each_speaker(joint):
    bo = Speaker.objects.get(name="Bo Birch")
    alone = a_statement(speaker=bo, published_at=datetime(2021, 1, 1, tzinfo=UTC))
    a_co_speaker(statement=a_statement(status="draft"), speaker=bo)
    rows = Speaker.objects.public().with_statement_counts().with_last_publication()
    assert [(row.name, row.statement_count, row.last_publication) for row in rows] == [
        ("Ann Ash", 1, joint.published_at),
        ("Bo Birch", 2, alone.published_at),
    ]


def test_participants_include_further_speakers_once_in_each_capacity(joint):
    bo = Speaker.objects.get(name="Bo Birch")
    a_statement(session=joint.session, speaker=bo, appointment=bo.appointments.get())
    a_statement(session=joint.session, speaker=None, label="A Deputy")
    rows = Statement.objects.at(joint.conference).participants()
    assert [(row["speaker__name"], row["appointment__title"]) for row in rows] == [
        ("Ann Ash", None),
        ("Bo Birch", "Envoy"),
    ]


def test_the_newest_of_each_speaker_counts_statements_with_others(joint):
    bo = Speaker.objects.get(name="Bo Birch")
    alone = a_statement(speaker=bo, session=joint.session)
    newest = Statement.objects.newest_of_each_speaker(1)
    assert {speaker: (set(keys), total) for speaker, (keys, total) in newest.items()} == {
        bo.pk: ({joint.pk, alone.pk}, 2),
        joint.speaker_id: ({joint.pk}, 1),
    }


@pytest.mark.parametrize("length", [1, 3])
def test_credits_of_many_statements_take_a_fixed_number_of_queries(django_assert_num_queries, length):
    session = a_session()
    for _number in range(length):
        statement = a_statement(session=session)
        a_co_speaker(statement=statement, appointment=(post := an_appointment()), speaker=post.speaker)
    with django_assert_num_queries(3):
        names = [[credit.name for credit in row.credits] for row in Statement.objects.with_context()]
    assert [len(some) for some in names] == [2] * length


def test_the_capacity_of_a_further_speaker_is_the_speakers_own(joint):
    row = CoSpeaker(statement=joint, position=3, speaker=a_speaker(), appointment=an_appointment())
    with pytest.raises(ValidationError, match="is not a post of this speaker"):
        row.full_clean()


def test_the_first_speaker_is_not_also_a_further_one(joint):
    with pytest.raises(ValidationError, match="This is the first speaker"):
        CoSpeaker(statement=joint, position=3, speaker=joint.speaker).full_clean()


def test_a_further_speaker_follows_a_first_one():
    told = a_statement(speaker=None, kind="narrative")
    with pytest.raises(ValidationError, match="has no first speaker"):
        CoSpeaker(statement=told, position=2, speaker=a_speaker()).full_clean()


@pytest.mark.parametrize("column", ["name", "label", "post", "row"])
def test_a_statement_changes_with_its_further_speakers(joint, column):
    Statement.objects.update(modified_at=(before := datetime(2021, 1, 1, tzinfo=UTC)))
    row = joint.co_speakers.get()
    if column == "name":
        Speaker.objects.filter(pk=row.speaker_id).update(name="Bo Beech")
    elif column == "post":
        Appointment.objects.filter(pk=row.appointment_id).update(title="Special envoy")
    elif column == "label":
        CoSpeaker.objects.filter(pk=row.pk).update(label="The envoy")
    else:
        CoSpeaker.objects.filter(pk=row.pk).delete()
    joint.refresh_from_db()
    assert joint.modified_at > before
