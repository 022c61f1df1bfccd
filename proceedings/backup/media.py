"""The uploaded files that rows name: portraits, and the logo of the site."""

from django.core.files.base import ContentFile
from django.db import models

from .tables import saved_models


def file_fields():
    return [
        field
        for model in saved_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]


def stored_files():
    """Return {name: storage} of the files that rows name."""
    return {
        name: field.storage
        for field in file_fields()
        for name in models.QuerySet(field.model)
        .exclude(**{field.name: ""})
        .order_by(field.name)
        .values_list(field.name, flat=True)
    }


def add(storage, name, content):
    """Store a file under exactly this name; return whether it is new."""
    is_new = not storage.exists(name)
    if not is_new:
        with storage.open(name) as file:
            if file.read() == content:
                return False
        # Names are never reused, so a file with other content is damaged.
        storage.delete(name)
    storage.save(name, ContentFile(content))
    return is_new
