from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """The form of a text: the speaker's own words, a report of them, or a summary."""

    VERBATIM = "verbatim", _("verbatim")
    REPORTED = "reported", _("reported")
    SUMMARY = "summary", _("summary")
