"""A proposal waits for its user: private, for a fortnight, and never overwritten from another window."""

import os
import time
from contextlib import contextmanager
from html import escape

import pytest
from django.test import Client

from proceedings.models import Statement
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import Fields, messages_of
from tests.support.desk.proposals import ADDRESS, address_of, edited, spoken, step, transcript, waiting
from tests.support.desk.uploads import VIEWS, an_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(admin_client):
    return transcript(admin_client)


@pytest.mark.parametrize("rest", ["", "preview/", "discard/"])
def test_a_proposal_of_another_user_is_not_found(client, page, rest):
    an_editor(client, "add_statement", *VIEWS)
    answers = [client.get(address_of(page) + rest), client.post(address_of(page) + rest, {"do": "drop:1"})]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert not [answer for answer in answers if b"river" in answer.content]


@pytest.mark.parametrize("token", ["x", "a" * 32, "..%2F.."])
def test_a_token_reaches_no_other_file(admin_client, token):
    assert admin_client.get(f"{ADDRESS}{token}/").status_code in {302, 404}


def test_visitors_are_asked_to_sign_in(page):
    response = Client().get(address_of(page))
    assert (response.status_code, "login" in response["location"]) == (302, True)


def test_files_are_private(admin_user, page):
    folder = waiting(admin_user, page).folder
    assert oct(folder.stat().st_mode)[-3:] == "700"
    assert {oct(file.stat().st_mode)[-3:] for file in folder.iterdir()} == {"600"}


def test_a_proposal_expires_a_fortnight_after_its_last_change(admin_client, admin_user, page):
    folder = waiting(admin_user, page).folder
    for days, status in ((13, 200), (15, 404)):
        past = time.time() - days * 24 * 3600
        os.utime(folder, (past, past))
        assert admin_client.get(address_of(page)).status_code == status
    transcript(admin_client)
    assert not folder.exists()


def test_a_proposal_can_be_taken_up_again_where_it_was_left(admin_client, page):
    step(admin_client, page, title__2="On measures", accepted__1="on")
    desk = admin_client.get("/admin/")
    [entry] = desk.context["waiting"]
    assert (entry["name"], entry["statements"]) == ("Pasted text", 4)
    assert f'<a href="{address_of(page)}" dir="auto">Pasted text</a>' in desk.content.decode()
    again = admin_client.get(address_of(page))
    assert (edited(again).statements[1].title, again.context["accepted"]) == ("On measures", 1)


def test_a_proposal_can_be_discarded(admin_client, page):
    address = f"{address_of(page)}discard/"
    assert "its 4 proposed statements and your changes would be deleted" in admin_client.get(address).content.decode()
    done = admin_client.post(address, follow=True)
    assert messages_of(done) == ["Discarded the proposal from Pasted text. Nothing of it was written."]
    assert (done.context["waiting"], Statement.objects.count()) == ([], 0)


def test_a_second_window_does_not_overwrite_the_first(admin_client, page):
    first = step(admin_client, page, "drop:2", title__1="From the first window")
    second = step(admin_client, page, "drop:3", title__1="From the second window", text__4="My own words")
    assert second.status_code == 409
    assert spoken(second) == spoken(first)
    assert edited(second).statements[0].title == "From the first window"
    content = second.content.decode()
    assert "This document has been changed in another window" in content
    assert "From the second window</textarea>" in content
    assert "My own words</textarea>" in content
    # Only what the proposal does not have: not the titles that nobody has changed.
    assert len(second.context["unsaved"]) == 2
    # The form that comes with it has the version that it shows.
    third = step(admin_client, second, title__1="At last")
    assert edited(third).statements[0].title == "At last"


def test_a_proposal_that_another_window_finishes_meanwhile_is_gone(admin_client, admin_user, monkeypatch, page):
    preview = step(admin_client, page, "preview")
    proposal = waiting(admin_user, page)

    @contextmanager
    def locked_too_late(self):
        proposal.delete()
        yield

    monkeypatch.setattr("proceedings.admin.proposals.storage.WaitingProposal.locked", locked_too_late)
    seen = preview.context["plan"].fingerprint
    assert admin_client.post(address_of(preview), {"seen": seen}).status_code == 404
    assert not Statement.objects.exists()


def test_saving_without_a_change_keeps_the_version(admin_client, page):
    assert edited(step(admin_client, page)).version == edited(page).version


def test_a_form_that_is_sent_after_the_session_has_ended_comes_back_filled_in(admin_client, admin_user, page):
    values = Fields(page.content.decode()).values | {"title-1": "Typed too late", "do": "drop:2"}
    admin_client.session.flush()
    assert admin_client.post(address_of(page), values).status_code == 302
    admin_client.force_login(admin_user)
    back = admin_client.get(address_of(page))
    assert edited(back).statements[0].title == "Typed too late"
    assert "It is not saved yet." in back.content.decode()
    assert edited(admin_client.get(address_of(page))).statements[0].title != "Typed too late"
    assert edited(step(admin_client, back)).statements[0].title == "Typed too late"


def test_a_form_that_is_sent_too_late_shows_what_was_typed(admin_client, page):
    values = Fields(page.content.decode()).values | {"text-1": "Words & signs"}
    admin_client.post(f"{address_of(page)}discard/")
    late = admin_client.post(address_of(page), values | {"do": "save"})
    assert late.status_code == 404
    assert escape("Words & signs") in late.content.decode()


def test_no_waiting_proposal_is_deleted_to_make_room_for_another(admin_client, monkeypatch, page):
    monkeypatch.setattr("proceedings.admin.proposals.storage.WaitingProposal.max_per_user", 1)
    refused = transcript(admin_client)
    assert messages_of(refused) == ["Too many of your documents are waiting. Finish or discard one of them first."]
    assert Fields(refused.content.decode()).values["text"][0].startswith("Forum on the Upper Valley")
    assert admin_client.get(address_of(page)).status_code == 200


def test_the_desk_of_somebody_who_may_not_draft_offers_nothing(page):
    client = Client()
    client.force_login(an_account("staff"))
    desk = client.get("/admin/")
    assert (desk.context["may_draft"], desk.context["waiting"]) == (False, [])
