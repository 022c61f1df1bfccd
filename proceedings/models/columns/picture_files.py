"""Files of pictures, decoded and encoded again, so that nothing but their pixels is kept.

Only portraits.py imports this, in a child process with limits: Pillow takes long to import.
"""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from PIL import AvifImagePlugin, Image, ImageOps

from .portraits import FORMATS

MOST_PIXELS = 40_000_000
# Width and height in pixels: twice the size on the page.
LARGEST = 800
QUALITY = 85
# Marks of files that are a picture and also a web page, a program, a document or an archive.
FOREIGN = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?php", b"%pdf-")
END_OF_ARCHIVE, LONGEST_END = b"PK\x05\x06", 22 + 65535
# Each thread of a decoder would take memory of its own.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def encoded_picture(content):
    """Return (WebP, width, height) of the picture in a file. Raise ValidationError if it is not a picture."""
    if has_foreign_content(content):
        raise ValidationError(
            now("This file contains more than a picture. Save the picture again with another program.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                check_size(picture)
                clean = clean_pixels(picture)
        webp = BytesIO()
        clean.save(webp, "WEBP", quality=QUALITY)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(too_many_pixels()) from error
    except (ValidationError, MemoryError):
        raise
    # Decoders raise all kinds of exceptions for broken files.
    except Exception as error:
        raise ValidationError(now("This picture cannot be read. Use a JPEG, PNG, WebP or AVIF file.")) from error
    return webp.getvalue(), *clean.size


def has_foreign_content(content):
    lowered = content.lower()
    return any(mark in lowered for mark in FOREIGN) or END_OF_ARCHIVE in content[-LONGEST_END:]


def check_size(picture):
    """Raise ValidationError for a picture that is too large or animated. Reads only the header."""
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(too_many_pixels())
    # A file from a phone can contain two still pictures (MPO).
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise ValidationError(now("A picture cannot be animated. Use a single one."))


def too_many_pixels():
    return now("A picture can have at most 40 million pixels. Make the picture smaller.")


def clean_pixels(picture):
    """Return the picture upright, at most LARGEST in size, on white where transparent, and without metadata."""
    # The JPEG decoder can skip details that will not be kept.
    picture.draft("RGB", (2 * LARGEST, 2 * LARGEST))
    picture.thumbnail((LARGEST, LARGEST))
    # Only now, because it copies the picture, which is smaller after the steps above.
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright)
    clean = Image.new("RGB", upright.size)
    clean.paste(upright.convert("RGB"))
    return clean
