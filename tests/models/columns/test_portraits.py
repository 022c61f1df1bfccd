"""A portrait is made anew from whatever picture an editor brings, and whatever is none is refused with a sentence."""

import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from proceedings.editorial.merge_speakers import merge
from proceedings.editorial.undo_merge import undo
from proceedings.models import Speaker
from proceedings.models.columns import portraits
from proceedings.models.columns.portraits import encoded, sanitised
from tests.support.editing import load_text
from tests.support.factories import a_picture, a_speaker

ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


def opened(file):
    return Image.open(BytesIO(file.read()))


def upload(content, name="me.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def refusal(file):
    with pytest.raises(ValidationError) as caught:
        sanitised(file)
    return caught.value.messages


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_kind_of_picture_becomes_webp_of_its_size(form):
    made = sanitised(a_picture(form=form))
    assert (opened(made).format, opened(sanitised(a_picture(form=form))).size) == ("WEBP", (60, 80))
    assert made.name.endswith("-60x80.webp")


@pytest.mark.parametrize(("size", "kept"), [((1600, 400), (800, 200)), ((300, 2400), (100, 800)), ((8, 9), (8, 9))])
def test_a_large_picture_is_resized_and_keeps_its_proportions(size, kept):
    assert opened(sanitised(a_picture(*size))).size == kept


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1"])
def test_every_colour_mode_is_read(mode):
    assert opened(sanitised(a_picture(form="PNG", mode=mode))).mode == "RGB"


def test_cmyk_colours_are_read():
    assert opened(sanitised(a_picture(mode="CMYK"))).mode == "RGB"


def test_transparent_areas_become_white():
    content = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(content, "PNG")
    assert opened(sanitised(upload(content.getvalue()))).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_is_turned_upright_and_loses_its_metadata():
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = 6, "A. Photographer"
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(sanitised(a_picture(exif=exif, icc_profile=profile, comment=b"seen at home", xmp=b"<x:xmpmeta/>")))
    assert made.size == (80, 60)
    assert (dict(made.getexif()), {"exif", "icc_profile", "xmp", "comment"} & made.info.keys()) == ({}, set())


def test_the_content_decides_the_format_and_not_the_name():
    png = a_picture(form="PNG")
    png.name, png.content_type = "../../me.svg\0.html", "text/html"
    assert opened(sanitised(png)).format == "WEBP"


NO_PICTURE = ["This picture cannot be read. Use a JPEG, PNG, WebP or AVIF file."]
SOMETHING_ELSE = ["This file contains more than a picture. Save the picture again with another program."]


@pytest.mark.parametrize(
    "content",
    [
        b"nothing",
        b"\0" * 1000,
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"BM" + b"\0" * 60,
    ],
)
def test_a_file_that_is_not_a_picture_is_refused(content):
    assert refusal(upload(content)) == NO_PICTURE


def test_a_truncated_picture_is_refused():
    content = a_picture(400, 400).read()
    assert refusal(upload(content[: len(content) // 2])) == NO_PICTURE


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused(form):
    assert refusal(a_picture(form=form)) == NO_PICTURE


def test_an_svg_file_is_refused():
    assert refusal(upload(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")) == SOMETHING_ELSE


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_an_animation_is_refused(form):
    more = [Image.new("RGB", (60, 80), colour) for colour in ("red", "blue")]
    assert refusal(a_picture(form=form, save_all=True, append_images=more)) == [
        "A picture cannot be animated. Use a single one."
    ]


def test_the_first_picture_of_an_mpo_file_is_used():
    made = sanitised(a_picture(form="MPO", save_all=True, append_images=[Image.new("RGB", (30, 30))]))
    assert opened(made).size == (60, 80)


@pytest.mark.parametrize("more", [b"<HTML><body>", b"<script src=x>", b"<?php x", b"%PDF-1.7", b"<!DOCTYPE html>"])
def test_a_picture_with_foreign_content_is_refused(more):
    assert refusal(upload(a_picture().read() + more)) == SOMETHING_ELSE


def test_a_picture_that_is_also_an_archive_is_refused():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("a.class", b"x")
    assert refusal(upload(a_picture().read() + archive.getvalue())) == SOMETHING_ELSE


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    file = a_picture()
    file.size, file.file = 10 * 2**20 + 1, None
    assert refusal(file) == ["A picture can have at most 10 MB. Make the picture smaller."]


@pytest.mark.parametrize("size", [(6400, 6300), (20000, 20000), (65000, 4000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch, size):
    bomb = a_picture(form="PNG", mode="1").read()
    # Only its head tells that it is large.
    head = bomb[12:16] + b"".join(number.to_bytes(4, "big") for number in size) + bomb[24:29]
    checksum = zlib.crc32(head).to_bytes(4, "big")
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ValidationError, match="at most 40 million pixels"):
        encoded(bomb[:12] + head + checksum + bomb[33:])


def test_a_picture_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(portraits, "LIMITS", portraits.LIMITS._replace(megabytes=8))
    assert refusal(a_picture(3000, 3000, form="PNG")) == [
        "Reading this file takes more than 8 MB of memory. Make the picture smaller, or save it again as JPEG."
    ]


@pytest.mark.django_db
def test_a_portrait_is_sanitised_on_every_way_in():
    speaker = a_speaker(portrait=a_picture(1600, 1600, form="PNG"))
    with default_storage.open(speaker.portrait.name) as file:
        picture = opened(file)
    assert (picture.format, picture.size) == ("WEBP", (800, 800))
    assert speaker.picture_size == (800, 800)
    with pytest.raises(ValidationError):
        a_speaker(portrait=upload(b"<svg/>"))


@pytest.mark.django_db
def test_the_stored_name_is_random():
    first, second = (a_speaker(portrait=a_picture()).portrait.name for _ in range(2))
    assert ("me" in first, first == second, len(first)) == (False, False, len("portraits/") + 32 + len("-60x80.webp"))


def there(name):
    return default_storage.exists(name)


@pytest.mark.django_db
def test_the_former_file_is_deleted_when_it_is_replaced(django_capture_on_commit_callbacks):
    speaker = a_speaker(portrait=a_picture())
    former = speaker.portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        row = Speaker.objects.get(pk=speaker.pk)
        row.portrait = a_picture(90, 90)
        row.save()
        assert there(former)
    assert (there(former), there(row.portrait.name)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        last, row.portrait = row.portrait.name, ""
        row.save()
    assert there(last) is False


@pytest.mark.django_db
def test_the_file_is_deleted_with_its_speaker_only(django_capture_on_commit_callbacks):
    name = a_speaker(portrait=a_picture()).portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        row = Speaker.objects.get()
        row.name = "Another"
        row.save()
        row.save(update_fields=["name"])
        Speaker.objects.defer("portrait").get().save()
    assert there(name)
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert there(name) is False


@pytest.mark.django_db
def test_a_fixture_neither_contains_nor_changes_a_portrait():
    portrait = a_speaker(slug="ada", name="Ada", portrait=a_picture()).portrait.name
    text = "- model: proceedings.speaker\n  fields: {slug: ada, name: Augusta, portrait_credit: Babbage}\n"
    assert str(load_text(text)) == "0 created, 1 updated, 0 unchanged"
    ada = Speaker.objects.get()
    assert (ada.name, ada.portrait.name, ada.portrait_credit) == ("Augusta", portrait, "Babbage")
    assert str(load_text(text.replace("slug: ada", "slug: new"))) == "1 created, 0 updated, 0 unchanged"
    assert Speaker.objects.get(slug="new").portrait.name == ""


@pytest.mark.django_db
def test_a_merge_moves_the_portrait_and_undoing_it_returns_it(django_capture_on_commit_callbacks):
    ada, twin = a_speaker(), a_speaker(portrait=a_picture(), portrait_credit="Babbage")
    name = twin.portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        done = merge(twin, into=ada)
    ada.refresh_from_db()
    assert (ada.portrait.name, ada.portrait_credit, there(name)) == (name, "Babbage", True)
    with django_capture_on_commit_callbacks(execute=True):
        undo(done)
    ada.refresh_from_db(), twin.refresh_from_db()
    assert [(row.portrait.name, row.portrait_credit) for row in (ada, twin)] == [("", ""), (name, "Babbage")]
    assert there(name)


@pytest.mark.django_db
def test_a_merge_keeps_the_remaining_portrait_and_undoing_it_restores_the_other(django_capture_on_commit_callbacks):
    ada, twin = a_speaker(portrait=a_picture()), a_speaker(portrait=a_picture(), portrait_credit="Babbage")
    own, name = ada.portrait.name, twin.portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        done = merge(twin, into=ada)
    ada.refresh_from_db()
    assert (ada.portrait.name, ada.portrait_credit, there(name)) == (own, "", True)
    undo(done)
    twin.refresh_from_db()
    assert (twin.portrait.name, twin.portrait_credit) == (name, "Babbage")
