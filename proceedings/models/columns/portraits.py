"""Portraits and other pictures: files are decoded and encoded again, so that nothing else in them is kept."""

import secrets
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from proceedings import sandbox

# The accepted formats, recognised by content whatever the name of the file.
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
LARGEST_FILE = 10 * 2**20
# With 40 million pixels, a JPEG takes up to 340 MB, a PNG 330 and a WebP 630, each for less than 3 seconds.
LIMITS = sandbox.Limits(megabytes=768, seconds=20, output=4, wall=60)
MEDIA_TYPE = "image/webp"


class Portrait(ContentFile):
    """A sanitised picture, as WebP with nothing but its pixels."""

    def __init__(self, content, width, height):
        # The name contains the size, so that pages can reserve the space. It cannot be guessed and is never reused.
        super().__init__(content, f"{secrets.token_hex(16)}-{width}x{height}.webp")


def sanitised(file):
    """Return the picture in an uploaded file as a Portrait. Raise ValidationError if it is not a picture."""
    if file.size > LARGEST_FILE:
        raise ValidationError(now("A picture can have at most 10 MB. Make the picture smaller."))
    file.seek(0)
    try:
        return Portrait(*sandbox.run(encoded, file.read(), limits=LIMITS))
    except sandbox.SandboxError as error:
        raise ValidationError(f"{error} {now('Make the picture smaller, or save it again as JPEG.')}") from error


def encoded(content):
    """Return (WebP, width, height) of the picture in a file. Raise ValidationError if it is not a picture."""
    # Only the children decode pictures, and Pillow takes long to import.
    from .picture_files import encoded_picture

    return encoded_picture(content)


def load_formats():
    from .picture_files import Image

    Image.init()


sandbox.prepare(load_formats, job=encoded)


class PictureFormField(forms.FileField):
    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return sanitised(file) if file and file is not initial else file


class PictureField(models.FileField):
    """A sanitised picture in the site's storage; not in fixtures and versions."""

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name, **{**kwargs, "serialize": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: kwargs[key] for key in kwargs.keys() - {"serialize"}}

    def pre_save(self, instance, add):
        file = getattr(instance, self.attname)
        if file and not file._committed and not isinstance(file.file, Portrait):
            made = sanitised(file.file)
            file.save(made.name, made, save=False)
        return super().pre_save(instance, add)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)


class PortraitField(PictureField):
    """The portrait of a person."""

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name or _("portrait"), **{**kwargs, "upload_to": "portraits"})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: kwargs[key] for key in kwargs.keys() - {"upload_to"}}


class PictureModel(models.Model):
    """A row with a picture in the field `picture_field`. Its file is deleted when it is replaced."""

    picture_field = ""
    loaded_picture = ""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        before = self.loaded_picture
        super().save(**kwargs)
        name = self.picture_field
        if name in self.__dict__ and name in (kwargs.get("update_fields") or [name]):
            self.loaded_picture = self.picture.name
            self.delete_file_later(before)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.loaded_picture = row.__dict__.get(cls.picture_field) or ""
        return row

    @property
    def picture(self):
        return getattr(self, self.picture_field)

    @property
    def picture_size(self):
        """The width and height in pixels."""
        width, _x, height = self.picture.name.rpartition("-")[2].removesuffix(".webp").partition("x")
        return int(width), int(height)

    def delete(self, *args, **kwargs):
        name = self.picture.name
        deleted = super().delete(*args, **kwargs)
        self.delete_file_later(name)
        return deleted

    def delete_file_later(self, name):
        """Delete the file of a picture after the transaction, unless a row uses it then."""
        if name and (self.pk is None or name != self.picture.name):
            transaction.on_commit(partial(delete_file, type(self), name))


class PortraitModel(PictureModel):
    """A row with a portrait."""

    picture_field = "portrait"

    portrait = PortraitField(
        blank=True,
        help_text=_("JPEG, PNG, WebP or AVIF, at most 10 MB. It is resized, and its metadata is removed."),
    )
    portrait_credit = models.CharField(
        _("portrait by"), max_length=300, blank=True, help_text=_("The photographer and the licence. Readers see it.")
    )

    class Meta:
        abstract = True


def delete_file(model, name):
    if not model._base_manager.filter(**{model.picture_field: name}).exists():
        model._meta.get_field(model.picture_field).storage.delete(name)
