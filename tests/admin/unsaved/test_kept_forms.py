"""Forms that were sent after their session had ended, without the help of a script."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from proceedings.admin.unsaved import kept_forms
from proceedings.models import Speaker, Statement
from tests.support.desk.forms import Fields, errors_of
from tests.support.desk.sign_in import SIGN_IN, an_account, an_administrator, sign_in
from tests.support.desk.workbench import a_programme, bench, errors, sent
from tests.support.factories import a_speaker, a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(client):
    an_administrator("ann")
    sign_in(client, "ann")
    client.get(reverse("admin:index"))
    return client


def page_of(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def fields(client, address, **changes):
    return Fields(client.get(address).content.decode()).values | changes


def end_session(client):
    Session.objects.all().delete()
    client.cookies.pop("sessionid", None)


def kept(client):
    return client.session.get(kept_forms.KEY)


def form_of(response):
    return response.context["adminform"].form


def test_a_form_is_shown_again_filled_in_and_is_not_saved(ann):
    statement = a_statement(status="draft", text="Old.")
    data = fields(ann, page_of(statement), text="New.", title="")
    end_session(ann)
    answer = ann.post(page_of(statement), data | {"_save": "Save"})
    assert answer["Location"] == f"{reverse('admin:login')}?next={page_of(statement)}"
    sign_in(ann, "ann")
    page = ann.get(page_of(statement))
    assert (form_of(page)["text"].value(), form_of(page)["title"].value()) == ("New.", "")
    assert errors_of(page)[0] == "This field is required."
    assert "This is what you typed until" in errors_of(page)[1]
    assert Statement.objects.get().text == "Old."
    assert form_of(ann.get(page_of(statement)))["text"].value() == "Old."


def test_a_form_that_adds_a_row_is_shown_again_too(ann):
    address = reverse("admin:proceedings_speaker_add")
    data = fields(ann, address, name="Ada")
    end_session(ann)
    ann.post(f"{address}?country=GB", data)
    sign_in(ann, "ann")
    assert form_of(ann.get(address))["name"].value() == "Ada"
    assert Speaker.objects.count() == 0


def test_a_session_that_expires_by_itself_keeps_the_form_and_returns_to_it(ann, settings):
    speaker = a_speaker()
    data = fields(ann, page_of(speaker), name="Ada")
    settings.SESSION_IDLE_AGE = -1
    answer = ann.post(page_of(speaker), data)
    assert answer["Location"] == f"{SIGN_IN}?next={page_of(speaker)}"
    settings.SESSION_IDLE_AGE = 60
    sign_in(ann, "ann")
    assert form_of(ann.get(page_of(speaker)))["name"].value() == "Ada"


def test_a_form_waits_for_a_required_second_factor(ann, settings):
    speaker = a_speaker()
    data = fields(ann, page_of(speaker), name="Ada")
    settings.SECOND_FACTOR = True
    assert ann.post(page_of(speaker), data)["Location"] == reverse("mfa_index")
    settings.SECOND_FACTOR = False
    assert form_of(ann.get(page_of(speaker)))["name"].value() == "Ada"


def test_another_user_is_never_shown_the_form(ann):
    speaker = a_speaker()
    data = fields(ann, page_of(speaker), name="Ada")
    end_session(ann)
    ann.post(page_of(speaker), data)
    assert kept(ann)
    an_administrator("bob")
    sign_in(ann, "bob")
    assert kept(ann) is None
    assert form_of(ann.get(page_of(speaker)))["name"].value() == speaker.name


def test_a_form_is_forgotten_after_half_a_day(ann, monkeypatch):
    speaker = a_speaker()
    data = fields(ann, page_of(speaker), name="Ada")
    end_session(ann)
    ann.post(page_of(speaker), data)
    now = time.time() + kept_forms.MAX_AGE
    monkeypatch.setattr(kept_forms.time, "time", lambda: now)
    sign_in(ann, "ann")
    assert form_of(ann.get(page_of(speaker)))["name"].value() == speaker.name


def test_a_visitor_who_never_signed_in_stores_nothing(client):
    a_speaker()
    client.post(reverse("admin:proceedings_speaker_add"), {"name": "Ada"})
    assert Session.objects.count() == 0


def test_a_forged_cookie_stores_nothing(client):
    client.cookies["desk_user"] = "1:forged"
    client.post(reverse("admin:proceedings_speaker_add"), {"name": "Ada"})
    assert Session.objects.count() == 0


def test_too_long_a_form_is_not_kept(ann, monkeypatch):
    monkeypatch.setattr(kept_forms, "MAX_LENGTH", 10)
    end_session(ann)
    ann.post(reverse("admin:proceedings_speaker_add"), {"name": "Ada Lovelace"})
    assert kept(ann) is None


def test_passwords_tokens_buttons_and_files_are_not_kept(ann):
    end_session(ann)
    ann.post(reverse("admin:auth_user_add"), {"username": "eve", "password1": "nine green bottles"})
    assert kept(ann) is None
    portrait = SimpleUploadedFile("me.jpg", b"x")
    address = reverse("admin:proceedings_speaker_add")
    ann.post(address, {"name": "Ada", "_save": "Save", "csrfmiddlewaretoken": "x", "portrait": portrait})
    assert kept(ann)["data"] == {"name": ["Ada"]}
    sign_in(ann, "ann")
    assert "Choose the files again." in ann.get(address).content.decode()


def test_signing_out_by_choice_forgets_whose_browser_it_was(ann):
    ann.post(reverse("account_logout"))
    ann.post(reverse("admin:proceedings_speaker_add"), {"name": "Ada"})
    assert kept(ann) is None


def test_a_kept_form_meets_what_others_have_saved_meanwhile(ann):
    statement = a_statement(status="draft", text="Old.")
    data = fields(ann, page_of(statement), text="Ann's.")
    end_session(ann)
    statement.text = "Bob's."
    statement.save()
    ann.post(page_of(statement), data)
    sign_in(ann, "ann")
    page = ann.get(page_of(statement))
    assert [field.changed_by_both for field in page.context["conflict"].fields] == [True]
    assert len([error for error in errors_of(page) if "saved" in error]) == 2


def test_a_user_who_may_no_longer_change_the_row_sees_the_texts_to_copy(ann):
    statement = a_statement(status="draft", text="Old.")
    data = fields(ann, page_of(statement), text="Ann's.")
    end_session(ann)
    ann.post(page_of(statement), data)
    User.objects.filter(username="ann").update(is_superuser=False)
    sign_in(ann, "ann")
    page = ann.get(page_of(statement))
    assert (page.status_code, ("text", "Ann's.") in page.context["texts"]) == (403, True)


def test_the_workbench_shows_what_was_typed_and_saves_nothing(ann):
    conference = a_programme(2)
    session = conference.sessions.get()
    row = {"new-session": session.pk, "new-title": "New", "new-kind": "narrative", "set-correction_note": "Why."}
    data = sent(ann, conference) | row | {"add": ""}
    end_session(ann)
    ann.post(bench(conference), data)
    sign_in(ann, "ann")
    page = ann.get(bench(conference))
    assert page.context["add_form"]["title"].value() == "New"
    assert page.context["assign_form"]["correction_note"].value() == "Why."
    assert "This is what you typed until" in errors(page)[0]
    assert Statement.objects.count() == 2


def test_an_account_without_rights_gains_none(client):
    an_account("eve")
    sign_in(client, "eve")
    client.get(reverse("admin:index"))
    end_session(client)
    client.post(reverse("admin:proceedings_speaker_add"), {"name": "Ada"})
    sign_in(client, "eve")
    assert client.get(reverse("admin:proceedings_speaker_add")).status_code == 403


# Copies in the browser


@pytest.mark.parametrize(
    ("changes", "saved"), [({"name": "Ada"}, "abc1"), ({"name": ""}, None), ({"unsaved_copy": "<b>"}, None)]
)
def test_a_cookie_names_the_copy_of_a_saved_form_only(ann, changes, saved):
    speaker = a_speaker()
    answer = ann.post(page_of(speaker), fields(ann, page_of(speaker), unsaved_copy="abc1") | changes)
    assert (answer.cookies["saved_copies"].value if "saved_copies" in answer.cookies else None) == saved


def test_a_popup_that_has_saved_names_its_copy_too(ann):
    address = reverse("admin:proceedings_theme_add")
    answer = ann.post(f"{address}?_popup=1", fields(ann, address, name="Health", unsaved_copy="abc1", _popup="1"))
    assert (answer.status_code, answer.cookies["saved_copies"].value) == (200, "abc1")


def test_a_redirect_that_has_saved_nothing_names_no_copy(ann):
    conference = a_programme(2)
    answer = ann.post(bench(conference), sent(ann, conference, shown="forged", unsaved_copy="abc1"))
    assert (answer.status_code, "saved_copies" in answer.cookies) == (302, False)


def test_a_form_with_an_old_token_is_shown_to_copy_from(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(ann.cookies)
    address = reverse("admin:proceedings_speaker_add")
    ours, theirs = ({"sec-fetch-site": value} for value in ("same-origin", "cross-site"))
    page = strict.post(f"{address}?country=GB", {"name": "Ada", "honorific": ""}, headers=ours)
    assert page.status_code == 403
    assert page.context["texts"] == [("name", "Ada")]
    assert f'href="{address}?country=GB"' in page.content.decode()
    assert strict.post(address, {"name": "Ada"}, headers=theirs).context.get("texts") is None
