from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """Whose words the text of a statement is."""

    VERBATIM = "verbatim", _("verbatim")
    REPORTED = "reported", _("reported")
    SUMMARY = "summary", _("summary")
