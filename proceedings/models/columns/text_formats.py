"""The formats of texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextFormat(models.TextChoices):
    PLAIN = "plain", _("plain text")
    MARKDOWN = "markdown", _("Markdown")


def text_format_field():
    return models.CharField(
        _("format of the text"),
        max_length=8,
        choices=TextFormat,
        default=TextFormat.MARKDOWN,
        help_text=_("Plain text: an empty line starts a new paragraph, and nothing else has a meaning."),
    )
