from datetime import UTC, datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProgrammeTimeField(models.DateTimeField):
    """A moment at a conference; people write and read it in the time zone of the conference (`row.conference.zone`)."""

    # Beyond these, a time zone can move the moment out of the calendar.
    default_validators = [
        MinValueValidator(datetime(1, 1, 3, tzinfo=UTC), _("This time is before the year 1 or after 9998.")),
        MaxValueValidator(datetime(9998, 12, 30, tzinfo=UTC), _("This time is before the year 1 or after 9998.")),
    ]
