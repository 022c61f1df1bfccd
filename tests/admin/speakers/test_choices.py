"""The speakers that a reference offers, and their order."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.models import CoSpeaker
from tests.support.desk.accounts import an_account
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db

FIELD = {"app_label": "proceedings", "model_name": "statement", "field_name": "speaker"}


def choices(client, term="", **question):
    answer = client.get(reverse("admin:proceedings_speaker_choices"), FIELD | question | {"term": term})
    return answer.json()["results"]


def names(client, term="", **question):
    return [choice["text"] for choice in choices(client, term, **question)]


def test_words_that_begin_with_the_typed_ones_come_before_words_that_contain_them(admin_client):
    for name in ("Andrii Chaichenko", "Ann Chenoweth", "Xavier Chen", "Chen Lihua", "Ada Lovelace"):
        a_speaker(name=name, sort_name=name)
    assert names(admin_client, "Chen") == ["Chen Lihua", "Xavier Chen", "Ann Chenoweth", "Andrii Chaichenko"]
    assert names(admin_client, "chen li") == ["Chen Lihua"]


@pytest.mark.parametrize("by", ["conference", "session"])
def test_the_speakers_of_the_conference_come_first_whatever_their_status(admin_client, by):
    session = a_session(conference=a_conference(status="draft"))
    there = a_speaker(name="Zoe Chen", sort_name="Chen, Zoe")
    a_statement(session=session, speaker=there, status="draft")
    joint = a_statement(session=session, speaker=a_speaker(name="Andrii Chaichenko"), status="draft")
    CoSpeaker.objects.create(statement=joint, position=2, speaker=a_speaker(name="Yu Chen", sort_name="Chen, Yu"))
    a_speaker(name="Chen Lihua", sort_name="Chen Lihua")
    key = {"conference": session.conference.pk, "session": session.pk}[by]
    assert names(admin_client, "Chen", **{by: key}) == ["Yu Chen", "Zoe Chen", "Chen Lihua", "Andrii Chaichenko"]
    assert names(admin_client, **{by: key})[-1] == "Chen Lihua"


@pytest.mark.parametrize("term", ["Лавров", "лавр", "lavrov", "拉夫", "ЛАВРОВ С"])
def test_a_speaker_is_found_in_any_script(admin_client, term):
    speaker = a_speaker(name="Sergey Lavrov")
    another_name(speaker=speaker, name="Сергей Лавров", language="ru")
    another_name(speaker=speaker, name="拉夫罗夫", language="zh")
    a_speaker(name="Ada Lovelace")
    assert names(admin_client, term) == ["Sergey Lavrov"]


@pytest.mark.parametrize("term", ["\0", "—", "a\0b", "x " * 30, "9" * 40, "%", "_"])
def test_odd_terms_find_nobody(admin_client, term):
    a_speaker(name="Ada Lovelace")
    assert names(admin_client, term) == ([] if term.strip("\0 ") else ["Ada Lovelace"] if not term.strip() else [])


def test_each_choice_tells_the_posts_of_the_day_and_the_country(admin_client):
    conference = a_conference(starts_on=date(2020, 9, 28))
    chen = a_speaker(name="Chen Lihua", country="CN")
    health = an_organisation(name="Ministry of Health")
    an_appointment(speaker=chen, title="Deputy", organisation=health, ends_on=date(2019, 1, 1))
    an_appointment(speaker=chen, title="Minister", organisation=health, starts_on=date(2019, 1, 2))
    (choice,) = choices(admin_client, "Chen", conference=conference.pk)
    assert choice == {"id": str(chen.pk), "text": "Chen Lihua", "note": "Minister, Ministry of Health · China"}
    assert choices(admin_client, "Chen", conference="9" * 30) == [choice]


def test_posts_are_shown_to_those_who_may_view_them(client):
    post = an_appointment(speaker=a_speaker(name="Chen Lihua", country="CN"), title="Minister")
    user = an_account("staff")
    client.force_login(user)
    for codename in ("view_speaker", "change_statement"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    assert [choice["note"] for choice in choices(client, "Chen")] == ["China"]
    user.user_permissions.add(Permission.objects.get(codename="view_appointment"))
    assert [choice["note"] for choice in choices(client, "Chen")] == [f"{post} · China"]


def test_a_new_speaker_is_the_last_choice_of_those_who_may_add_one(admin_client, client):
    a_speaker(name="Chen Lihua")
    new = {"id": "new", "text": "Add “chen l” as a new speaker…", "name": "chen l"}
    assert choices(admin_client, " chen  l ", add=1)[1:] == [new]
    assert (choices(admin_client, " ", add=1)[1:], choices(admin_client, "chen l")[1:]) == ([], [])
    client.force_login(an_account("staff"))
    assert client.get(reverse("admin:proceedings_speaker_choices"), FIELD | {"term": "c", "add": 1}).status_code == 403


def test_the_choices_continue_on_the_next_page(admin_client):
    for number in range(21):
        a_speaker(name=f"Chen {number:02}", sort_name=f"Chen {number:02}")
    address = reverse("admin:proceedings_speaker_choices")
    pages = [admin_client.get(address, FIELD | {"term": "chen", "add": 1, "page": page}).json() for page in (1, 2)]
    assert [(len(page["results"]), page["pagination"]["more"]) for page in pages] == [(20, True), (2, False)]
    assert [choice["id"] for choice in pages[1]["results"]][1:] == ["new"]
    answers = [admin_client.get(address, FIELD | {"page": page}) for page in ("0", "-1", "9" * 30, "x")]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_the_number_of_queries_does_not_depend_on_the_number_of_speakers(admin_client):
    session = a_session()
    counts = []
    for number in (1, 12):
        for _ in range(number):
            post = an_appointment(speaker=a_speaker(name="Chen Lihua"), organisation=an_organisation())
            a_statement(session=session, speaker=post.speaker)
        with CaptureQueriesContext(connection) as queries:
            choices(admin_client, "Chen", session=session.pk, add=1)
        counts.append(len(queries))
    assert counts[0] == counts[1]
