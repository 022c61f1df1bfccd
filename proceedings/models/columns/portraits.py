"""Portraits: a picture that somebody brings, made anew, so that nothing of the file itself is kept."""

import secrets
import warnings
from functools import partial
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

# What is read: the content tells, whatever the file’s name says.
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
LARGEST_FILE = 10 * 2**20
MOST_PIXELS = 40_000_000
# In pixels, either way: enough for twice the width of a page's margin.
LARGEST = 800
QUALITY = 85
MEDIA_TYPE = "image/webp"
# What pictures that are also something else have in them: a page, a program, a document, the end of an archive.
FOREIGN = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?php", b"%pdf-")
END_OF_ARCHIVE, LONGEST_END = b"PK\x05\x06", 22 + 65535


class Portrait(ContentFile):
    """A picture that was made here, as WebP without anything but its pixels."""

    def __init__(self, picture):
        content = BytesIO()
        picture.save(content, "WEBP", quality=QUALITY)
        # The name tells the size, for pages that keep a place for it; it is never guessed and never used again.
        super().__init__(content.getvalue(), f"{secrets.token_hex(16)}-{picture.width}x{picture.height}.webp")


def made_anew(file):
    """The picture in an uploaded file; raises ValidationError with a sentence for whatever is none."""
    if file.size > LARGEST_FILE:
        raise ValidationError(now("A portrait has at most 10 MB: make the picture smaller."))
    file.seek(0)
    content = file.read()
    if is_also_something_else(content):
        raise ValidationError(now("This file is not only a picture: save the picture anew with another program."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                check(picture)
                return Portrait(pixels(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(too_many_pixels()) from error
    except ValidationError:
        raise
    # A decoder raises whatever it likes for a file that is broken.
    except Exception as error:
        raise ValidationError(
            now("This is not a picture that can be read: bring a JPEG, PNG, WebP or AVIF.")
        ) from error


def is_also_something_else(content):
    lowered = content.lower()
    return any(mark in lowered for mark in FOREIGN) or END_OF_ARCHIVE in content[-LONGEST_END:]


def check(picture):
    """Raise ValidationError for what is not worth decoding; reads the picture's head alone."""
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(too_many_pixels())
    # A telephone's file can have two pictures that do not move (MPO).
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise ValidationError(now("A portrait does not move: bring a single picture."))


def too_many_pixels():
    return now("A portrait has at most 40 million pixels: make the picture smaller.")


def pixels(picture):
    """The picture upright and bounded, on white where it was transparent, with nothing that told of its making."""
    # A decoder of JPEG can leave out what is too fine to be kept.
    picture.draft("RGB", (2 * LARGEST, 2 * LARGEST))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LARGEST, LARGEST))
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright)
    clean = Image.new("RGB", upright.size)
    clean.paste(upright.convert("RGB"))
    return clean


class PortraitFormField(forms.FileField):
    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return made_anew(file) if file and file is not initial else file


class PortraitField(models.FileField):
    """A portrait in the site's storage, made anew whichever way it comes; neither in fixtures nor in versions."""

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name or _("portrait"), **{**kwargs, "upload_to": "portraits", "serialize": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: kwargs[key] for key in kwargs.keys() - {"upload_to", "serialize"}}

    def pre_save(self, instance, add):
        file = getattr(instance, self.attname)
        if file and not file._committed and not isinstance(file.file, Portrait):
            made = made_anew(file.file)
            file.save(made.name, made, save=False)
        return super().pre_save(instance, add)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PortraitFormField} | kwargs)


class Portrayed(models.Model):
    """A row with a portrait, whose file goes when another one has taken its place."""

    loaded_portrait = ""

    portrait = PortraitField(
        blank=True,
        help_text=_("JPEG, PNG, WebP or AVIF, at most 10 MB. It is made smaller, and what the file tells is dropped."),
    )
    portrait_credit = models.CharField(
        _("portrait by"), max_length=300, blank=True, help_text=_("Who made it, and its licence; readers see it.")
    )

    class Meta:
        abstract = True

    @property
    def portrait_size(self):
        """Width and height in pixels."""
        width, _x, height = self.portrait.name.rpartition("-")[2].removesuffix(".webp").partition("x")
        return int(width), int(height)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.loaded_portrait = row.__dict__.get("portrait") or ""
        return row

    def save(self, **kwargs):
        before = self.loaded_portrait
        super().save(**kwargs)
        if "portrait" in self.__dict__ and "portrait" in (kwargs.get("update_fields") or ["portrait"]):
            self.loaded_portrait = self.portrait.name
            self.discard_later(before)

    def delete(self, *args, **kwargs):
        name = self.portrait.name
        deleted = super().delete(*args, **kwargs)
        self.discard_later(name)
        return deleted

    def discard_later(self, name):
        """Delete a portrait's file after the transaction, unless some row has it then."""
        if name and (self.pk is None or name != self.portrait.name):
            transaction.on_commit(partial(discard, type(self), name))


def discard(model, name):
    if not model._base_manager.filter(portrait=name).exists():
        model._meta.get_field("portrait").storage.delete(name)
