"""Automatic addresses follow their rows until the first publication."""

import pytest
from django.urls import reverse

from proceedings.models import Conference, Session, Speaker, Statement, Theme
from proceedings.models.columns.slugs import lettered_slug
from tests.support.desk.forms import fill
from tests.support.desk.workbench import bench
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db


def change(client, row, **changes):
    address = reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])
    return fill(client, address, **changes)


def slugs(model):
    return list(model.objects.order_by("pk").values_list("slug", flat=True))


@pytest.fixture
def conference():
    return a_conference(status="draft", acronym="SOR", slug="sor-2020")


@pytest.fixture
def draft(conference):
    return a_statement(session=a_session(conference=conference), speaker=a_speaker(name="Ada Byron"), status="draft")


def test_the_address_of_a_draft_follows_its_speaker(admin_client, draft):
    assert draft.slug == "ada-byron-sor-2020"
    change(admin_client, draft, speaker=a_speaker(name="Chen Lihua").pk)
    assert slugs(Statement) == ["chen-lihua-sor-2020"]


def test_the_address_of_a_narrative_follows_its_title(admin_client, conference):
    session = a_session(conference=conference)
    a_statement(session=session, kind="narrative", speaker=None, title="Opening", status="draft")
    other = a_statement(session=session, kind="narrative", speaker=None, title="Opening", status="draft")
    change(admin_client, other, title="Closing")
    assert slugs(Statement) == ["opening-sor-2020", "closing-sor-2020"]


def test_letters_are_still_an_automatic_address(admin_client, draft):
    second = a_statement(session=draft.session, speaker=draft.speaker, status="draft")
    assert second.slug == lettered_slug("ada-byron-sor-2020", 2)
    change(admin_client, second, speaker=a_speaker(name="Chen Lihua").pk)
    assert slugs(Statement) == ["ada-byron-sor-2020", "chen-lihua-sor-2020"]


def test_an_address_that_an_editor_typed_stays(admin_client, draft):
    change(admin_client, draft, slug="on-rivers")
    change(admin_client, draft, speaker=a_speaker(name="Chen Lihua").pk)
    assert slugs(Statement) == ["on-rivers"]
    change(admin_client, draft, speaker=draft.speaker.pk, slug="chen-on-rivers")
    assert slugs(Statement) == ["chen-on-rivers"]


def test_the_address_of_a_published_statement_stays(admin_client, draft):
    draft.publish()
    change(admin_client, draft, speaker=a_speaker(name="Chen").pk, appointment="", no_change_of_substance="on")
    assert slugs(Statement) == ["ada-byron-sor-2020"]


def test_the_addresses_of_drafts_follow_the_names_of_their_speaker_and_conference(admin_client, draft, admin_user):
    typed = a_statement(session=draft.session, speaker=draft.speaker, status="draft", slug="on-rivers")
    seen = a_statement(session=draft.session, speaker=draft.speaker, status="published", slug="ada-byron-sor-2020-7")
    a_statement(session=draft.session, speaker=a_speaker(name="Chen"), status="draft")
    change(admin_client, draft.speaker, name="Ada Lovelace")
    assert slugs(Statement) == ["ada-lovelace-sor-2020", typed.slug, seen.slug, "chen-sor-2020"]
    change(admin_client, draft.conference, acronym="SR")
    assert slugs(Conference) == ["sr-2020"]
    assert slugs(Statement) == ["ada-lovelace-sr-2020", typed.slug, seen.slug, "chen-sr-2020"]
    version = draft.history.latest()
    assert (version.slug, version.history_user) == ("ada-lovelace-sr-2020", admin_user)
    assert version.history_change_reason == "The address follows the name."


def test_speakers_themes_and_sessions_follow_their_names_until_they_are_public(admin_client, conference):
    speaker, theme = a_speaker(name="Ada Byron"), a_theme(name="Rivers")
    session = a_session(conference=conference, title="Opening")
    change(admin_client, speaker, name="Ada Lovelace")
    change(admin_client, theme, name="Lakes")
    change(admin_client, session, title="First day")
    assert (slugs(Speaker), slugs(Theme), slugs(Session)) == (["ada-lovelace"], ["lakes"], ["first-day"])
    conference.publish()
    a_statement(session=session, speaker=speaker, themes=[theme])
    change(admin_client, speaker, name="Ada King")
    change(admin_client, theme, name="Seas")
    change(admin_client, session, title="Second day")
    assert (slugs(Speaker), slugs(Theme), slugs(Session)) == (["ada-lovelace"], ["lakes"], ["first-day"])


def test_rows_of_a_form_follow_too(admin_client, draft):
    chen = a_speaker(name="Chen Lihua")
    change(admin_client, draft.session, statements__0__speaker=chen.pk)
    change(admin_client, draft.conference, sessions__0__title="First day")
    assert (slugs(Statement), slugs(Session)) == (["chen-lihua-sor-2020"], ["first-day"])


def test_drafts_that_get_a_speaker_on_the_workbench_follow_and_differ(admin_client, draft):
    chen = a_speaker(name="Chen Lihua")
    others = [a_statement(session=draft.session, status="draft", speaker=draft.speaker) for _ in range(2)]
    a_statement(session=draft.session, status="draft", speaker=chen)
    chosen = [draft.pk, *(row.pk for row in others)]
    fill(admin_client, bench(draft.conference), chosen=chosen, set__speaker=chen.pk, assign="")
    wanted = "chen-lihua-sor-2020"
    assert slugs(Statement) == [*(lettered_slug(wanted, number) for number in (2, 3, 4)), wanted]
