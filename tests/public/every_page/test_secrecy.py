"""Nothing that is not public appears at any address of the site."""

import re
import subprocess
import zipfile
from functools import cache
from io import BytesIO

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from proceedings.api import urls as api_urls
from proceedings.exports import urls as exports_urls
from proceedings.models import Statement, Status
from proceedings.public import urls as public_urls
from proceedings.serving.page_cache.addresses import target_of
from tests.support import addresses
from tests.support.asgi import Exchange, gateway_with_memory, run
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_picture,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db

# Every text and name of a hidden row contains this word, and so does its address.
SECRET = "zxqsecret"
# A word in hidden texts and names that readers may search for; it is not part of the secret.
WHISPER = "whisper"
# The secret, its beginning, a similar word, and words of statements on the same theme. They are in capitals, so that a
# page that repeats the query does not count as one that shows the secret.
QUESTIONS = ("ZXQSECRET", "ZXQ*", "ZXQSECROT", "said OR ada OR health", "speaker:ZXQSECRET", "theme:ZXQSECRET-THEME")


def content_of(response):
    """The headers and the text of a response, and that of its PDF or of the files in its zip."""
    content = response.getvalue()
    if response.headers["Content-Type"].endswith("zip"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            content = b"".join(name.encode() + package.read(name) for name in package.namelist())
    if response.headers["Content-Type"] == "application/pdf":
        content = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    return f"{response.headers}{content.decode(errors='replace')}"


def hide(status, session):
    """A statement with everything that can belong to it, none of which is public for another reason."""
    speaker = a_speaker(name=f"{SECRET} {WHISPER}", biography=SECRET, portrait=a_picture())
    another_name(speaker=speaker, name=f"{SECRET} name")
    body = an_organisation(name=f"{SECRET} {WHISPER} body")
    post = an_appointment(speaker=speaker, title=f"{SECRET} post", organisation=body)
    statement = a_statement(
        session=session,
        status=status,
        speaker=speaker,
        appointment=post,
        title=f"{SECRET} title",
        text=f"{SECRET} {WHISPER}",
        source=SECRET,
        themes=[a_theme(name=f"{SECRET} {WHISPER} theme", description=SECRET, parent=a_theme(name=f"{SECRET} parent"))],
    )
    further = an_appointment(speaker=a_speaker(name=f"{SECRET} {WHISPER} further"), title=SECRET, organisation=body)
    a_co_speaker(statement=statement, speaker=further.speaker, appointment=further, label=f"{SECRET} {WHISPER} label")
    a_translation(statement=statement, title=SECRET, text=SECRET)
    a_correction(statement=statement, note=SECRET)
    return statement


def a_record():
    """A public statement that is related to drafts, withdrawn statements and unpublished conferences."""
    theme, speaker = a_theme(name="Health"), a_speaker(name="Ada")
    session = a_session(conference=a_conference(title="Public conference"))
    post = an_appointment(speaker=speaker, organisation=an_organisation(name="Public body"))
    public = a_statement(session=session, speaker=speaker, appointment=post, themes=[theme], title="Public title")
    hidden = [hide(status, session) for status in Status if status != Status.PUBLISHED]
    for status in Status:
        if status != Status.PUBLISHED:
            conference = a_conference(title=f"{SECRET} {WHISPER}", summary=SECRET, place=SECRET, status=status)
            an_organiser(conference=conference, organisation=an_organisation(name=f"{SECRET} organiser"))
            hidden.append(hide("published", a_session(conference=conference, title=f"{SECRET} session")))
    for statement in hidden:
        a_co_speaker(statement=statement, speaker=speaker)
        # The speaker and the theme of the public statement have hidden statements too, which reply to it.
        a_statement(
            session=statement.session,
            status="draft" if statement.status == "published" else statement.status,
            speaker=speaker,
            appointment=an_appointment(speaker=speaker, title="Known post"),
            themes=[theme],
            title=f"{SECRET} title",
            text=SECRET,
            in_reply_to=public,
        )
    public.in_reply_to = hidden[0]
    public.save()
    return public


@pytest.fixture(scope="module")
def record(module_db):
    """The same for all tests: none of them changes it."""
    return a_record()


@pytest.fixture(scope="module")
def answer(record):
    """The status and the content at an address, which is requested once for all tests."""
    client = Client()

    @cache
    def answer(address):
        response = client.get(address)
        return response.status_code, content_of(response)

    return answer


def test_hidden_rows_appear_at_no_address(answer):
    for address in addresses.every_address():
        status, content = answer(address)
        assert SECRET not in content, address
        assert status in {200, 400, 404, 410}, address


def test_hidden_rows_appear_on_no_page_that_is_kept_in_memory(answer, record):
    """The second request for each page is answered without Django, with the same content."""
    gateway, watcher = gateway_with_memory(100 * 2**20)
    kept = 0
    for address in addresses.every_address():
        if not target_of(address, ""):
            continue
        for state in ("fwd=miss", "hit"):
            watcher.check()
            page = run(Exchange(gateway, address, headers=[(b"host", b"testserver")]).run())
            assert SECRET not in f"{page.headers}{page.body}", address
            status, content = answer(address)
            assert page.status == status, address
            if status == 200:
                assert page.headers["cache-status"] == f"proceedings; {state}", address
                assert content.endswith(page.body.decode()), address
                kept += 1
    assert kept > 2 * len(addresses.LISTS)


def test_a_harvester_gets_only_the_name_and_the_conference_of_a_withdrawn_statement(client, record):
    gone = list(Statement.objects.tombstones().select_related("session__conference"))
    known = {f"<identifier>oai:testserver:{row.slug}</identifier>" for row in gone}
    known |= {f"<setSpec>conference.{row.conference.slug}</setSpec>" for row in gone}
    assert len(gone) == 3
    for address in addresses.every_harvest():
        answer = client.get(address).content.decode()
        _question, answer = re.split("<request.*?</request>", answer)
        if "<error" in answer:
            # The error repeats the parameters of the request.
            answer = re.sub("<error.*?</error>", "", answer)
        for words in known:
            answer = answer.replace(words, "")
        assert SECRET not in answer, address


def test_hidden_rows_appear_in_no_list_with_all_fields(client, record):
    for name in ("conferences", "themes", "statements"):
        parameters = client.get("/api/v1/schema/").json()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
        [expand] = [parameter for parameter in parameters if parameter["name"] == "expand"]
        every = ",".join(expand["schema"]["items"]["enum"])
        for query in (f"expand={every}", f"expand={every}&cursor=*"):
            response = client.get(f"/api/v1/{name}/?{query}")
            assert len(response.json()["results"]) == 1, query
            assert SECRET not in response.content.decode(), query


def test_no_filter_finds_hidden_rows(client, record):
    for address in addresses.every_list() + addresses.every_file():
        for question in (WHISPER, *QUESTIONS):
            page = content_of(client.get(address, {"q": question}))
            assert SECRET not in page, address


@pytest.mark.parametrize("parameter", addresses.REFERENCES)
def test_a_filter_by_a_hidden_name_does_not_confirm_it(client, record, parameter):
    """The response repeats the reader's word, and suggests nothing similar."""
    for address, name in addresses.every_reference(parameter):
        page = content_of(client.get(address))
        assert SECRET not in re.sub(rf"{re.escape(name)}(?![\w-])", "", page), address


def test_the_tested_addresses_show_public_rows(answer, record):
    answers = {address: answer(address)[0] for address in addresses.every_page()}
    public = [address for address, status in answers.items() if status == 200]
    assert sorted(public) == sorted(
        [
            *addresses.every_list(),
            "/conferences/public-conference-2020/",
            "/conferences/public-conference-2020/cite/",
            "/conferences/public-conference-2020/feed/",
            "/conferences/public-conference-2020/programme/",
            "/organisations/public-body/",
            "/speakers/ada/",
            "/speakers/ada/cite/",
            "/speakers/ada/feed/",
            record.get_absolute_url(),
            f"{record.get_absolute_url()}cite/",
            f"{record.get_absolute_url()}embed/",
            f"{record.get_absolute_url()}versions/",
            f"{record.get_absolute_url()}versions/1/",
            "/themes/health/",
            "/themes/health/feed/",
        ]
    )
    assert 410 in answers.values()


def test_the_tested_api_addresses_show_public_rows(answer, record):
    answers = {address: answer(address)[0] for address in addresses.every_record()}
    assert sorted(address for address, status in answers.items() if status == 200) == sorted(
        [
            "/api/v1/conferences/public-conference-2020/",
            f"/api/v1/sessions/public-conference-2020/{record.session.slug}/",
            "/api/v1/organisations/public-body/",
            "/api/v1/speakers/ada/",
            f"/api/v1{record.get_absolute_url()}",
            "/api/v1/themes/health/",
        ]
    )
    assert 410 in answers.values()


def test_the_api_shows_no_reply_to_and_no_answer_from_what_is_hidden(client, record):
    shown = client.get(f"/api/v1{record.get_absolute_url()}").json()
    assert (shown["in_reply_to"], shown["replies"]) == (None, [])


def test_every_public_address_is_tested():
    patterns = public_urls.urlpatterns + exports_urls.urlpatterns + api_urls.urlpatterns
    # The API has its own page for unknown addresses.
    assert {pattern.name for pattern in patterns} == {
        *addresses.every_name(),
        *addresses.NOT_FOR_READERS,
        "api-nowhere",
    }


def test_every_url_module_is_tested():
    rooms = {
        pattern.name or str(pattern.pattern) if isinstance(pattern, URLPattern) else str(pattern.pattern)
        for pattern in get_resolver().url_patterns
    }
    assert rooms == {"", "admin/", "healthz", "readyz", "metrics"}
