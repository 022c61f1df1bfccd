"""Nothing that is not public appears on any address of the site."""

import re
import subprocess
import zipfile
from io import BytesIO

import pytest
from django.urls import URLPattern, get_resolver

from proceedings.api import urls as api_urls
from proceedings.exports import urls as exports_urls
from proceedings.models import Statement, Status
from proceedings.public import urls as public_urls
from tests.support import addresses
from tests.support.factories import (
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

# Every text of what is hidden has this word in it, in its name and so in its address.
SECRET = "zxqsecret"
# What a reader may ask for: it stands in the hidden texts and names, and is no part of the secret.
WHISPER = "whisper"
# In capitals, so that a page that repeats them is told from one that knows them: all of the secret, its beginning,
# something near it, and what is on the same theme.
QUESTIONS = ("ZXQSECRET", "ZXQ*", "ZXQSECROT", "said OR ada OR health", "speaker:ZXQSECRET", "theme:ZXQSECRET-THEME")


def told(response):
    """All that an answer says: its headers, its text, and that of a PDF or of the files in a zip."""
    content = response.getvalue()
    if response.headers["Content-Type"].endswith("zip"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            content = b"".join(name.encode() + package.read(name) for name in package.namelist())
    if response.headers["Content-Type"] == "application/pdf":
        content = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    return f"{response.headers}{content.decode(errors='replace')}"


def hide(status, session):
    """A statement with all that can hang on it, none of it public by anything else."""
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
    a_translation(statement=statement, title=SECRET, text=SECRET)
    a_correction(statement=statement, note=SECRET)
    return statement


@pytest.fixture
def record():
    """A public statement among drafts, withdrawn statements and unpublished conferences that all touch it."""
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
        # The speaker and the theme of the public statement have hidden statements too, which answer it.
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


def test_nothing_that_is_not_public_appears_on_any_address(client, record):
    for address in addresses.every_address():
        response = client.get(address)
        assert SECRET not in told(response), address
        assert response.status_code in {200, 400, 404, 410}, address


def test_a_harvester_gets_no_more_of_what_was_withdrawn_than_its_name_and_its_conference(client, record):
    gone = list(Statement.objects.tombstones().select_related("session__conference"))
    known = {f"<identifier>oai:testserver:{row.slug}</identifier>" for row in gone}
    known |= {f"<setSpec>conference.{row.conference.slug}</setSpec>" for row in gone}
    assert len(gone) == 3
    for address in addresses.every_harvest():
        answer = client.get(address).content.decode()
        _question, answer = re.split("<request.*?</request>", answer)
        if "<error" in answer:
            # It repeats the harvester's own words.
            answer = re.sub("<error.*?</error>", "", answer)
        for words in known:
            answer = answer.replace(words, "")
        assert SECRET not in answer, address


def test_nothing_that_is_not_public_appears_in_a_list_with_all_its_fields(client, record):
    for name in ("conferences", "themes", "statements"):
        parameters = client.get("/api/v1/schema/").json()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
        [expand] = [parameter for parameter in parameters if parameter["name"] == "expand"]
        every = ",".join(expand["schema"]["items"]["enum"])
        for query in (f"expand={every}", f"expand={every}&cursor=*"):
            response = client.get(f"/api/v1/{name}/?{query}")
            assert len(response.json()["results"]) == 1, query
            assert SECRET not in response.content.decode(), query


def test_no_question_finds_what_is_not_public(client, record):
    for address in addresses.every_list() + addresses.every_file():
        for question in (WHISPER, *QUESTIONS):
            page = told(client.get(address, {"q": question}))
            assert SECRET not in page, address


@pytest.mark.parametrize("parameter", addresses.REFERENCES)
def test_a_hidden_name_in_a_question_is_not_confirmed(client, record, parameter):
    """The answer repeats the reader's own word, and names nothing that is like it."""
    for address, name in addresses.every_reference(parameter):
        page = told(client.get(address))
        assert SECRET not in re.sub(rf"{re.escape(name)}(?![\w-])", "", page), address


def test_the_walk_meets_what_is_public(client, record):
    answers = {address: client.get(address).status_code for address in addresses.every_page()}
    public = [address for address, status in answers.items() if status == 200]
    assert sorted(public) == sorted(
        [
            *addresses.every_list(),
            "/conferences/public-conference-2020/",
            "/conferences/public-conference-2020/cite/",
            "/organisations/public-body/",
            "/speakers/ada/",
            "/speakers/ada/cite/",
            record.get_absolute_url(),
            f"{record.get_absolute_url()}cite/",
            f"{record.get_absolute_url()}embed/",
            f"{record.get_absolute_url()}versions/",
            f"{record.get_absolute_url()}versions/1/",
            "/themes/health/",
        ]
    )
    assert 410 in answers.values()


def test_the_walk_meets_what_is_public_in_the_api(client, record):
    answers = {address: client.get(address).status_code for address in addresses.every_record()}
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


def test_the_walk_knows_every_public_address():
    patterns = public_urls.urlpatterns + exports_urls.urlpatterns + api_urls.urlpatterns
    # What no pattern of the API knows is told in its own form.
    assert {pattern.name for pattern in patterns} == {
        *addresses.every_name(),
        *addresses.NOT_FOR_READERS,
        "api-nowhere",
    }


def test_there_is_no_room_that_the_walk_does_not_enter():
    rooms = {
        pattern.name or str(pattern.pattern) if isinstance(pattern, URLPattern) else str(pattern.pattern)
        for pattern in get_resolver().url_patterns
    }
    assert rooms == {"", "admin/", "healthz", "readyz"}
