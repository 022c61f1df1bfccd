from datetime import date

import pytest
from django.urls import reverse

from proceedings.models import Statement
from tests.support.desk.forms import fill, messages_of
from tests.support.factories import a_conference, a_session, a_speaker, an_appointment

pytestmark = pytest.mark.django_db

ADD = reverse("admin:proceedings_statement_add")


@pytest.fixture
def session():
    return a_session(conference=a_conference(starts_on=date(2020, 9, 28)))


def add(client, session, speaker, **fields):
    """Send a new statement, and open the page that the editor sees next."""
    response = fill(
        client, f"{ADD}?session={session.pk}", speaker=speaker.pk, title="On health", text="Thanks.", **fields
    )
    return messages_of(client.get(response["location"]))


def test_the_only_post_of_the_day_is_set_and_reported(admin_client, session):
    speaker = a_speaker()
    an_appointment(speaker=speaker, title="Minister", ends_on=date(2019, 12, 31))
    post = an_appointment(speaker=speaker, title="Secretary General", starts_on=date(2019, 1, 1))
    messages = add(admin_client, session, speaker)
    assert Statement.objects.get().appointment == post
    assert messages[0] == (
        "“On health”: in the capacity of “Secretary General”, the speaker's only post on that day. "
        "If that is wrong, change “In the capacity of”."
    )


def test_several_posts_of_the_day_ask_for_a_choice(admin_client, session):
    speaker = a_speaker()
    for _ in range(2):
        an_appointment(speaker=speaker)
    messages = add(admin_client, session, speaker)
    assert Statement.objects.get().appointment is None
    assert messages[0] == (
        "“On health”: none or several of the speaker's posts fit the day. Choose one under “In the capacity of”."
    )


def test_a_speaker_without_posts_needs_no_capacity(admin_client, session):
    messages = add(admin_client, session, a_speaker())
    assert (Statement.objects.get().appointment, len(messages)) == (None, 1)


def test_a_chosen_capacity_stays(admin_client, session):
    speaker = a_speaker()
    chosen = an_appointment(speaker=speaker, ends_on=date(2000, 1, 1))
    an_appointment(speaker=speaker)
    messages = add(admin_client, session, speaker, appointment=chosen.pk)
    assert (Statement.objects.get().appointment, len(messages)) == (chosen, 1)


def test_a_removed_capacity_is_not_set_again(admin_client, session):
    speaker = a_speaker()
    an_appointment(speaker=speaker)
    add(admin_client, session, speaker)
    statement = Statement.objects.get()
    fill(admin_client, reverse("admin:proceedings_statement_change", args=[statement.pk]), appointment="")
    statement.refresh_from_db()
    assert statement.appointment is None


def test_a_new_statement_has_the_language_and_form_of_its_conference(admin_client):
    session = a_session(conference=a_conference(language="ru", statement_form="reported"))
    response = admin_client.get(f"{ADD}?session={session.pk}")
    assert response.context["adminform"].form.initial == {
        "session": str(session.pk),
        "language": "ru",
        "form": "reported",
    }
