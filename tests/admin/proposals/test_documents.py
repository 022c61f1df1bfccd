"""The form with which a document comes to the desk: what it takes, and what it refuses with a sentence."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proceedings.admin.proposals import forms
from proceedings.models import Statement
from tests.support.desk.forms import Fields
from tests.support.desk.proposals import ADDRESS, PROGRAMME, REPORT, TRANSCRIPT, create, edited, give, spoken
from tests.support.factories import a_conference

pytestmark = pytest.mark.django_db

SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:03,000\nAnn Ash: Good morning.\n\n2\n00:00:04,000 --> 00:00:06,000\nBo Birch: Hello.\n"
)


def errors(page):
    return [error for field in page.context["form"] for error in field.errors]


@pytest.mark.parametrize(
    ("file", "kind", "first"),
    [
        (("report.txt", REPORT.read_bytes()), "text", "Igor Ivanov"),
        (("talk.srt", SUBTITLES.encode()), "srt", "Ann Ash"),
        (("schedule.json", json.dumps(PROGRAMME).encode()), "pretalx", "Ann Ash"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_the_kind_of_a_file_is_recognised(admin_client, file, kind, first):
    page = give(admin_client, file=file)
    assert (edited(page).proposal.source, edited(page).proposal.kind) == (file[0], kind)
    assert first in {name for name, _text in spoken(page)}


def test_the_kind_and_the_language_can_be_chosen(admin_client):
    page = give(admin_client, TRANSCRIPT, kind="report", language="English")
    assert edited(page).proposal.backend == "en: rules"
    page = give(admin_client, TRANSCRIPT, kind="transcript", language="English")
    assert {each.language for each in edited(page).statements} == {"en"}


def test_the_page_says_what_has_read_the_document(admin_client):
    assert "Read as Text, by en: rules." in give(admin_client, REPORT.read_text("utf-8")).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose a file, or paste a text."),
        ({"file": ("talks.csv", b"speaker,title\nAnn,One\n")}, "This is a sheet."),
        ({"file": ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0")}, "This is not a text, a web page"),
        ({"file": ("book.docx", b"PK\x03\x04 and no more")}, "This file is damaged."),
        ({"file": ("old.txt", "Müller".encode("latin-1"))}, "The text is not in UTF-8."),
        ({"text": "Some words", "file": ("a.txt", b"Other words")}, "Give a file or a text, not both."),
        ({"text": "Some words", "language": "klingonian"}, "“klingonian” is not a language tag"),
        ({"text": "Some words", "kind": "webvtt"}, "subtitles"),
    ],
    ids=["nothing", "a sheet", "a picture", "a damaged file", "Latin-1", "both", "a language", "no subtitles"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(admin_client, fields, sentence):
    page = give(admin_client, **fields)
    [error] = errors(page)
    assert sentence in error
    assert Fields(page.content.decode()).values["text"] == [fields.get("text", "")]


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\u0007"])
def test_signs_that_no_text_can_have_are_left_out_of_a_programme(admin_client, sign):
    data = (
        json.dumps(PROGRAMME).replace("Low", f"Low{sign}").replace("Ann", f"Ann{sign}").replace("River", f"River{sign}")
    )
    create(admin_client, give(admin_client, file=("schedule.json", data.encode())))
    assert Statement.objects.get().title.replace("\N{REPLACEMENT CHARACTER}", "") == "Low water"


def test_large_files_and_texts_are_refused(admin_client, monkeypatch):
    monkeypatch.setattr(forms, "MAX_FILE", 10)
    assert errors(give(admin_client, file=("a.txt", b"More than ten."))) == [
        "This file is larger than 30 MB. Split it into several files."
    ]
    page = give(admin_client, "More than ten.")
    assert errors(page) == ["This text is larger than 30 MB. Divide it into several."]
    assert Fields(page.content.decode()).values["text"] == ["More than ten."]


def test_a_long_text_is_sent_as_a_file_and_comes_back_as_a_text(admin_client):
    # Browsers send it so (document_form.js).
    pasted = SimpleUploadedFile("text", TRANSCRIPT.encode())
    page = admin_client.post(ADDRESS, {"text": "", "pasted": pasted, "language": "klingonian"})
    assert Fields(page.content.decode()).values["text"] == [TRANSCRIPT]
    pasted.seek(0)
    page = admin_client.post(ADDRESS, {"text": "", "pasted": pasted, "language": "en"}, follow=True)
    assert (edited(page).proposal.source, len(spoken(page))) == ("Pasted text", 4)


def test_more_text_than_a_field_can_have_is_refused_with_a_remedy(admin_client):
    page = give(admin_client, "Words. " * 500_000)
    assert page.status_code == 400
    assert "Go back: your browser still has what you typed." in page.content.decode()


def test_the_workbench_the_list_and_the_desk_lead_to_the_form(admin_client):
    forum = a_conference(status="draft")
    for address, link in (
        (reverse("admin:index"), ADDRESS),
        (reverse("admin:proceedings_conference_changelist"), ADDRESS),
        (reverse("admin:proceedings_conference_workbench", args=[forum.pk]), f"{ADDRESS}?conference={forum.pk}"),
    ):
        assert f'href="{link}"' in admin_client.get(address).content.decode()
    page = admin_client.get(f"{ADDRESS}?conference={forum.pk}")
    assert page.context["form"]["conference"].value() == str(forum.pk)
