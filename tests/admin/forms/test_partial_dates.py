"""Days, months and years in the forms and lists of the admin."""

import pytest
from django.urls import reverse

from proceedings.models import Appointment, Conference, Statement
from tests.support.desk.forms import Fields, errors_of, fill
from tests.support.factories import a_conference, a_session, a_statement, an_appointment

pytestmark = pytest.mark.django_db
KNOWN = ["2020", "2020-09", "2020-09-28"]


def change_page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("known", KNOWN)
def test_a_conference_takes_a_day_as_it_is_known_and_gives_it_back(admin_client, known):
    conference = a_conference(starts_on=None)
    fill(admin_client, change_page(conference), starts_on=known)
    assert Conference.objects.get().starts_on == known
    assert Fields(admin_client.get(change_page(conference)).content.decode()).values["starts_on"] == [known]


@pytest.mark.parametrize("known", KNOWN)
def test_a_post_takes_a_day_as_it_is_known_in_both_its_forms(admin_client, known):
    post = an_appointment()
    fill(admin_client, change_page(post), starts_on=known)
    fill(admin_client, change_page(post.speaker), appointments__0__ends_on=known)
    assert list(Appointment.objects.values_list("starts_on", "ends_on")) == [(known, known)]


@pytest.mark.parametrize("known", KNOWN)
def test_a_statement_takes_a_day_without_an_hour(admin_client, known):
    statement = a_statement(status="draft")
    fill(admin_client, change_page(statement), delivered_on=known)
    assert Statement.objects.get().delivered_on == known


def test_what_is_no_date_is_an_error_with_the_remedy(admin_client):
    conference = a_conference()
    response = fill(admin_client, change_page(conference), starts_on="28.9.2020")
    assert errors_of(response) == [
        "“28.9.2020” is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020."
    ]


def test_an_emptied_date_is_unknown(admin_client):
    conference = a_conference(starts_on="2020")
    fill(admin_client, change_page(conference), starts_on="")
    assert Conference.objects.get().starts_on is None


def test_the_history_names_months_and_years(admin_client):
    conference = a_conference(starts_on="2020")
    fill(admin_client, change_page(conference), starts_on="2020-09")
    history = admin_client.get(reverse("admin:proceedings_conference_history", args=[conference.pk]))
    (line,) = history.context["entries"][0].changes[0].lines
    assert [piece.text for piece in line.pieces] == ["2020", "September 2020"]


def test_the_list_of_conferences_is_filtered_by_year(admin_client):
    for known in (*KNOWN, "2021", None):
        a_conference(starts_on=known)
    page = admin_client.get(reverse("admin:proceedings_conference_changelist"), {"year": "2020"})
    assert {row.starts_on for row in page.context["cl"].result_list} == set(KNOWN)


def test_a_statement_with_a_day_comes_back_by_its_sheet(admin_client):
    a_statement(status="draft", session=a_session(title="Opening"), delivered_on="2020-09")
    response = admin_client.get(reverse("admin:proceedings_statement_download", args=["csv"]))
    assert ",2020-09," in response.getvalue().decode()
