"""The one row that says how the site names itself."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F

from proceedings.models import SiteProfile
from proceedings.models.reads import present_profile
from proceedings.models.reads.present_profile import last_known, site_profile
from proceedings.models.reads.revision import revision
from tests.conftest import ROOT
from tests.support.editing import load_text
from tests.support.factories import a_picture, a_site_profile

pytestmark = pytest.mark.django_db

RECORD = "- model: proceedings.siteprofile\n  fields: {key: site, name: Acta, licence: CC0-1.0}\n"


@pytest.fixture(autouse=True)
def new_process(monkeypatch):
    """Forget what other tests have read."""
    monkeypatch.setattr(present_profile, "at_revision", (None, None))
    monkeypatch.setattr(present_profile, "newest", SiteProfile())


@pytest.fixture
def request_at_the_revision():
    present_profile.begin(revision())
    yield
    present_profile.end()


@pytest.mark.parametrize("key", ["site", "also"])
def test_the_database_refuses_a_second_profile(key):
    a_site_profile()
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteProfile.objects.bulk_create([SiteProfile(key=key, name="Second")])
    assert SiteProfile.objects.count() == 1


def test_a_fixture_creates_the_profile_and_changes_it_and_keeps_the_logo():
    load_text(RECORD)
    profile = SiteProfile.objects.get()
    assert (profile.name, profile.licence, profile.logo.name) == ("Acta", "CC0-1.0", "")
    profile.logo = a_picture()
    profile.save()
    load_text(RECORD.replace("Acta", "Acta II"))
    changed = SiteProfile.objects.get()
    assert (changed.name, changed.logo.name) == ("Acta II", profile.logo.name)
    assert [version.name for version in changed.history.order_by("history_id")] == ["Acta", "Acta", "Acta II"]


def test_a_dump_names_the_profile_by_its_key():
    a_site_profile(name="Acta", logo=a_picture())
    options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    [record] = serializers.serialize("python", SiteProfile.objects.all(), **options)
    assert ("pk" in record, record["fields"]["key"], record["fields"]["name"]) == (False, "site", "Acta")
    assert record["fields"].keys().isdisjoint({"logo", "modified_at"})


def test_the_fixture_of_the_project_names_the_site():
    call_command("load_fixtures", str(ROOT / "fixtures" / "site-profile.yaml"), quiet=True)
    assert (str(site_profile()), site_profile().publisher) == ("Proceedings", "")


def test_a_site_without_a_profile_is_called_proceedings():
    profile = site_profile()
    assert (str(profile), profile.contact, profile.licence_address, profile.last_change) == (
        "Proceedings",
        "",
        "",
        None,
    )


@pytest.mark.parametrize(
    ("fields", "contact"),
    [
        ({"email": "desk@example.org"}, "mailto:desk@example.org"),
        ({"email": "desk@example.org", "contact_url": "https://example.org/"}, "https://example.org/"),
    ],
)
def test_readers_write_to_the_contact_page_or_else_by_e_mail(fields, contact):
    assert a_site_profile(**fields).contact == contact


def test_a_request_reads_the_profile_once(django_assert_num_queries):
    a_site_profile()
    present_profile.begin()
    with django_assert_num_queries(1):
        assert site_profile() is site_profile()
    present_profile.end()


def test_a_request_that_knows_its_revision_reads_nothing_until_that_changes(django_assert_num_queries):
    profile = a_site_profile(name="Acta")
    for number_of_queries, name in ((1, "Acta"), (0, "Acta"), (1, "Acta II")):
        if name != profile.name:
            SiteProfile.objects.update(name=name)
        present_profile.begin(revision())
        with django_assert_num_queries(number_of_queries):
            assert str(site_profile()) == name
        present_profile.end()


def test_a_page_that_is_made_without_the_database_has_the_last_name(request_at_the_revision, django_assert_num_queries):
    a_site_profile(name="Acta")
    assert str(last_known()) == "Proceedings"
    site_profile()
    with django_assert_num_queries(0):
        assert str(last_known()) == "Acta"


def test_an_update_by_sql_changes_the_time_of_change():
    a_site_profile()
    SiteProfile.objects.update(modified_at=F("modified_at") - timedelta(days=1))
    before = SiteProfile.objects.get().last_change
    SiteProfile.objects.update(publisher="The Institute")
    assert SiteProfile.objects.get().last_change > before


def test_the_file_of_a_former_logo_is_deleted(django_capture_on_commit_callbacks):
    profile = a_site_profile(logo=a_picture())
    former, storage = profile.logo.name, profile.logo.storage
    with django_capture_on_commit_callbacks(execute=True):
        profile.logo = a_picture(90, 90)
        profile.save()
    assert (former.startswith("logos/"), storage.exists(former), storage.exists(profile.logo.name)) == (
        True,
        False,
        True,
    )
