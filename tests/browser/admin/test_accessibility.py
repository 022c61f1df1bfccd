"""axe finds nothing on the pages of staff, whatever their model, and the narrowest of phones shows them whole."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from proceedings.models import Conference, FormerAddress, Organisation, Session, SiteProfile, Speaker, Statement, Theme
from tests.browser.axe import load_in_every_document
from tests.support.factories import (
    a_co_speaker,
    a_correction,
    a_former_address,
    a_picture,
    a_session,
    a_site_profile,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_identifier,
    an_organisation,
    an_organiser,
    another_name,
)

PHONE = {"width": 390, "height": 800}
# The models of the navigation and of accounts: the forms and lists of the others consist of the same parts.
MODELS = [Conference, Session, Speaker, Organisation, Theme, Statement, FormerAddress, SiteProfile, User, Group]


@pytest.fixture
def record(live_server):
    """A row of each model, with related rows in its form."""
    organisation = an_organisation()
    organisation.other_names.create(language="ru", name="Имя")
    statement = a_statement(status="draft", themes=[a_theme(parent=a_theme())])
    a_statement(session=statement.session, status="draft", speaker=None, label="A Deputy")
    an_organiser(conference=statement.conference, organisation=organisation)
    an_appointment(speaker=statement.speaker, organisation=organisation)
    another_name(speaker=statement.speaker)
    an_identifier(speaker=statement.speaker)
    a_co_speaker(statement=statement)
    a_translation(statement=statement)
    a_correction(statement=statement)
    a_session(conference=statement.conference)
    a_former_address(target=statement.speaker.slug)
    a_site_profile(logo=a_picture(400, 100))
    Group.objects.get_or_create(name="Editor")


def addresses():
    """Yield the list, the form of a new row and the form of a row of each model, and the pages beside them."""
    for model in MODELS:
        opts = model._meta
        row = model._default_manager.first()
        yield reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        yield reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        if model not in {FormerAddress, SiteProfile}:
            yield reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
    statement = Statement.objects.first()
    for page in ("approvals", "history", "delete"):
        yield reverse(f"admin:proceedings_statement_{page}", args=[statement.pk])
    yield reverse("admin:proceedings_statement_deleted")
    yield reverse("admin:proceedings_conference_import")
    conference = Conference.objects.first()
    for page in ("workbench", "workbench_submit", "workbench_publish"):
        yield reverse(f"admin:proceedings_conference_{page}", args=[conference.pk])
    yield f"{reverse('admin:proceedings_statement_import_text')}?conference={conference.pk}"
    yield reverse("admin:proceedings_conference_draft")
    yield reverse("admin:guide")


def test_every_page_of_staff_is_accessible_and_fits_a_phone(enter, axe, record):
    # The checker itself writes styles into a page that has typed references.
    page = enter(bypass_csp=True, viewport=PHONE)
    load_in_every_document(page)
    failures = {}
    for address in addresses():
        page.goto(address)
        is_wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
        if (faults := axe(page)) or is_wide:
            failures[address] = faults, is_wide
    assert failures == {}


def test_the_navigation_leads_to_every_model(enter, record):
    page = enter()
    page.goto("/admin/")
    navigation = page.get_by_role("navigation", name="Main")
    assert navigation.get_by_role("link").all_inner_texts()[:6] == [
        "Desk",
        "Conferences",
        "Speakers",
        "Statements",
        "Themes",
        "Organisations",
    ]
    navigation.get_by_text("More").click()
    navigation.get_by_role("link", name="Sessions").first.click()
    page.get_by_role("heading", name="Sessions", level=1).wait_for()
    assert {reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry} <= {
        link.get_attribute("href") for link in navigation.get_by_role("link", include_hidden=True).all()
    }
