"""A warning of timestamps that are ignored."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.citing.recordings import ignored_timestamps

FIELDS = {"text", "text_format", "recording_url", "recording_start", "recording_end", "recording_timestamps"}


def report_ignored_timestamps(model_admin, request, row):
    """Warn the editor of timestamps that do not fit the text, or the start and end in the recording."""
    if ignored := ignored_timestamps(row):
        message = ngettext(
            "“%(row)s”: %(number)d of its timestamps is ignored: “%(words)s”.",
            "“%(row)s”: %(number)d of its timestamps are ignored, the first of them “%(words)s”.",
            len(ignored),
        ) % {"row": row, "number": len(ignored), "words": ignored[0]}
        remedy = _(
            "The words of a timestamp must be once in the text, in the order of the times, between the start and the "
            "end in the recording."
        )
        model_admin.message_user(request, f"{message} {remedy}", messages.WARNING)
