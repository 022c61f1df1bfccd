"""The smallest valid rows: each function makes one, with the rows that it needs unless they are given."""

from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from proceedings.models import (
    Appointment,
    Conference,
    Correction,
    CoSpeaker,
    FormerAddress,
    Organisation,
    OrganisationIdentifier,
    Organiser,
    OtherName,
    Session,
    SiteProfile,
    Speaker,
    SpeakerIdentifier,
    Statement,
    Theme,
    Translation,
)

number = count(1)
PUBLISHED_AT = datetime(2020, 10, 1, 12, tzinfo=UTC)


def default_name(field, noun, fields):
    """Return a numbered name for a row that has none, with the slug its model would make after asking the database."""
    if field in fields:
        return {}
    new = next(number)
    return {field: f"{noun} {new}", "slug": f"{noun.lower()}-{new}"}


def a_conference(**fields):
    fields = {"status": "published", "language": "en", "starts_on": date(2020, 9, 28)} | fields
    if fields["status"] in {"published", "withdrawn"}:
        fields = {"published_at": PUBLISHED_AT} | fields
    if fields["status"] == "withdrawn":
        fields = {"withdrawal_reason": "It was entered twice."} | fields
    return Conference.objects.create(**{"title": f"Conference {next(number)}"} | fields)


def an_organisation(**fields):
    return Organisation.objects.create(**{"name": f"Organisation {next(number)}"} | fields)


def an_identifier_of_an_organisation(**fields):
    if "organisation" not in fields:
        fields["organisation"] = an_organisation()
    return OrganisationIdentifier.objects.create(**{"scheme": "isni", "value": f"{next(number)}"} | fields)


def an_organiser(**fields):
    if "conference" not in fields:
        fields["conference"] = a_conference()
    if "organisation" not in fields:
        fields["organisation"] = an_organisation()
    return Organiser.objects.create(**fields)


def a_session(**fields):
    if "conference" not in fields:
        fields["conference"] = a_conference()
    return Session.objects.create(**default_name("title", "Session", fields) | fields)


def a_picture(width=60, height=80, form="JPEG", mode="RGB", **options):
    """A file with a picture, as an editor would upload it; `options` are those of Pillow's `save`."""
    content = BytesIO()
    Image.new(mode, (width, height), "teal").save(content, form, **options)
    return SimpleUploadedFile(f"me.{form.lower()}", content.getvalue(), f"image/{form.lower()}")


def a_speaker(**fields):
    return Speaker.objects.create(**default_name("name", "Speaker", fields) | fields)


def another_name(**fields):
    if "speaker" not in fields:
        fields["speaker"] = a_speaker()
    return OtherName.objects.create(**{"name": f"Имя {next(number)}", "language": "ru"} | fields)


def an_identifier(**fields):
    if "speaker" not in fields:
        fields["speaker"] = a_speaker()
    return SpeakerIdentifier.objects.create(**{"scheme": "viaf", "value": f"{next(number)}"} | fields)


def an_appointment(**fields):
    if "speaker" not in fields:
        fields["speaker"] = a_speaker()
    return Appointment.objects.create(**{"title": f"Post {next(number)}"} | fields)


def a_theme(**fields):
    return Theme.objects.create(**default_name("name", "Theme", fields) | fields)


def a_site_profile(**fields):
    return SiteProfile.objects.create(**{"name": "Record of the Institute"} | fields)


def a_former_address(**fields):
    """A former address of a new speaker, who is not public."""
    if "target" not in fields:
        fields = {"noun": "speaker", "target": a_speaker().slug} | fields
    return FormerAddress.objects.create(**{"slug": f"former-{next(number)}"} | fields)


def a_statement(*, themes=(), **fields):
    """A published statement of a new speaker in a new session of a new published conference."""
    if "session" not in fields:
        fields["session"] = a_session()
    if "speaker" not in fields:
        fields["speaker"] = a_speaker()
    fields = {"status": "published", "language": "en", "text": "What was said."} | fields
    if fields["status"] in {"published", "withdrawn"}:
        fields = {"published_at": PUBLISHED_AT} | fields
    if fields["status"] == "withdrawn":
        fields = {"withdrawal_reason": "The speaker was misquoted."} | fields
    statement = Statement.objects.create(**{"title": f"Statement {next(number)}"} | fields)
    if themes:
        statement.themes.set(themes)
    return statement


def a_co_speaker(**fields):
    """A further speaker of a statement, the last of them."""
    if "statement" not in fields:
        fields["statement"] = a_statement()
    if "speaker" not in fields:
        fields["speaker"] = a_speaker()
    last = fields["statement"].co_speakers.count() + 1
    return CoSpeaker.objects.create(**{"position": last + 1} | fields)


def a_translation(**fields):
    if "statement" not in fields:
        fields["statement"] = a_statement()
    return Translation.objects.create(**{"language": "ru", "text": "Что было сказано."} | fields)


def a_correction(**fields):
    if "statement" not in fields:
        fields["statement"] = a_statement()
    return Correction.objects.create(**{"made_on": date(2020, 11, 1), "note": "A name was misspelt."} | fields)
