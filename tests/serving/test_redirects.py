"""Redirects from former addresses, on pages, in files and in the API."""

import json

import pytest
from django.urls import reverse

from proceedings.models import Conference, FormerAddress, Organisation, Speaker, Statement, Theme
from tests.archive.test_freeze import files, freeze
from tests.exports.test_data import package
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

NOUNS = {Conference: "c", Organisation: "o", Speaker: "p", Statement: "s", Theme: "t"}


@pytest.fixture
def moved():
    """One row of each model with a slug new-… and a former address."""
    speaker = a_speaker(slug="new-p", name="Ada", portrait=a_picture())
    post = an_appointment(speaker=speaker, organisation=an_organisation(slug="new-o"))
    session = a_session(conference=a_conference(slug="new-c"), slug="opening")
    for model, slug in NOUNS.items():
        FormerAddress.objects.leave(model, slug, f"new-{slug}")
    recording = {"recording_url": "https://video.example/forum.mp4", "recording_start": 60, "recording_end": 90}
    themes = [a_theme(slug="new-t")]
    return a_statement(slug="new-s", speaker=speaker, appointment=post, session=session, themes=themes, **recording)


def led(client, address):
    """The target of a permanent redirect."""
    response = client.get(address)
    return response["Location"] if response.status_code == 301 else response.status_code


def test_every_page_and_file_of_each_model_redirects_to_the_present_address(client, moved):
    names = [noun._meta.model_name for noun in NOUNS]
    names += [f"api-{name}" for name in names]
    names += addresses.beside(addresses.PAGES_BESIDE) + addresses.beside(addresses.FILES_BESIDE)
    slugs = {noun._meta.model_name: slug for noun, slug in NOUNS.items()}
    slugs = {name: slugs[name.removeprefix("api-").partition("-")[0]] for name in names}
    redirects = {name: led(client, reverse(name, args=[slug])) for name, slug in slugs.items()}
    assert redirects == {name: reverse(name, args=[f"new-{slug}"]) for name, slug in slugs.items()}
    answers = [client.get(address) for address in redirects.values()]
    assert {answer.status_code for answer in answers if answer.getvalue()} == {200}


def test_the_api_redirects_a_session_of_a_moved_conference(client, moved):
    address = reverse("api-session", args=["c", "opening"])
    assert led(client, address) == reverse("api-session", args=["new-c", "opening"])


def test_a_redirect_keeps_the_query_string(client, moved):
    assert led(client, "/statements/s/cite/?paragraph=1&x=%E5%94%90") == (
        "/statements/new-s/cite/?paragraph=1&x=%E5%94%90"
    )


@pytest.mark.parametrize(
    "address",
    ["/statements/", "/statements.csv", "/statements.bib", "/search/", "/search/feed.atom", "/api/v1/statements/"],
)
def test_a_filter_by_a_former_address_redirects_to_the_present_one(client, moved, address):
    former = f"{address}?speaker=p&theme=t&conference=new-c&organisation=o&after=2020-01-01"
    assert led(client, former) == (
        f"{address}?speaker=new-p&theme=new-t&conference=new-c&organisation=new-o&after=2020-01-01"
    )


@pytest.mark.parametrize("address", ["/statements/", "/statements.csv", "/search/", "/api/v1/statements/", "/compare/"])
def test_a_filter_by_an_impossible_address_is_refused(client, moved, address):
    assert [led(client, f"{address}?{query}") for query in ("speaker=%00", "speaker=p%00&theme=t")] == [
        400,
        f"{address}?speaker=p%00&theme=new-t",
    ]


def test_a_comparison_of_former_addresses_redirects_to_the_present_ones(client, moved):
    a_statement(speaker=a_speaker(slug="other"), themes=[Theme.objects.get()])
    assert (
        led(client, "/compare/?speaker=other&speaker=p&theme=t") == "/compare/?speaker=other&speaker=new-p&theme=new-t"
    )


def test_other_errors_are_still_shown(client, moved):
    assert led(client, "/statements/?speaker=p&kind=song") == "/statements/?speaker=new-p&kind=song"
    assert led(client, "/statements/?speaker=new-p&kind=song") == 400


def test_a_former_address_is_accepted_by_oembed(client, moved):
    response = client.get("/oembed", {"url": "http://testserver/statements/s/"})
    assert 'src="http://testserver/statements/new-s/embed/"' in response.json()["html"]


def test_a_former_address_leads_to_a_tombstone_but_never_to_a_hidden_row(client):
    withdrawn, draft = a_statement(slug="gone", status="withdrawn"), a_statement(slug="draft", status="draft")
    FormerAddress.objects.leave(Statement, "was-gone", withdrawn.slug)
    FormerAddress.objects.leave(Statement, "was-draft", draft.slug)
    FormerAddress.objects.leave(Speaker, "was-draft", draft.speaker.slug)
    FormerAddress.objects.leave(Theme, "was-nothing", "nothing")
    assert led(client, "/statements/was-gone/") == "/statements/gone/"
    assert led(client, "/statements/was-draft/") == 404
    assert led(client, "/speakers/was-draft/") == 404
    assert led(client, "/themes/was-nothing/") == 404
    assert led(client, "/statements/?speaker=was-draft") == 400


def test_a_former_address_redirects_get_requests_only(client, moved):
    assert client.post("/speakers/p/").status_code == 405
    assert client.head("/speakers/p/").status_code == 301


def test_a_redirect_is_cached_for_an_hour_because_a_merge_can_be_undone(client, moved):
    assert client.get("/speakers/p/").headers["Cache-Control"] == "max-age=3600"


def test_a_present_address_costs_no_extra_query(client, moved, django_assert_num_queries):
    with django_assert_num_queries(1):  # The profile of the site.
        assert client.get("/about/").status_code == 200
        assert client.get("/no/such/page/").status_code == 404


def test_sitemaps_and_lists_name_only_the_present_addresses(client, moved):
    for address in ("/sitemap-speakers.xml", "/speakers/", "/speakers.csv", "/api/v1/speakers/", "/llms.txt"):
        assert "speakers/p/" not in client.get(address).getvalue().decode()


def test_a_data_package_contains_the_former_addresses_of_its_rows(client, moved, tmp_path):
    elsewhere, draft = a_statement(), a_statement(status="draft")
    FormerAddress.objects.leave(Speaker, "was-elsewhere", elsewhere.speaker.slug)
    FormerAddress.objects.leave(Speaker, "was-hidden", draft.speaker.slug)
    carried = {}
    for address in ("/data.zip", "/conferences/new-c.zip"):
        records = json.loads(package(client, address).read("fixtures.json"))
        rows = [record["fields"] for record in records if record["model"] == "proceedings.formeraddress"]
        carried[address] = [fields["slug"] for fields in rows]
    assert carried == {"/data.zip": ["c", "o", "p", "was-elsewhere", "s", "t"], "/conferences/new-c.zip": [*"copst"]}


def test_an_archive_redirects_from_former_pages(moved, tmp_path):
    freeze(tmp_path)
    page = files(tmp_path)["speakers/p/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../new-p/index.html">' in page
    assert '<link rel="canonical" href="http://testserver/speakers/new-p/">' in page
    assert "speakers/p.md" not in files(tmp_path)
