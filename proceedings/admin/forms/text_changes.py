"""A warning of words in a Markdown text that other readers would change."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from proceedings.markup import changes


def report_text_changes(model_admin, request, row):
    """Warn the editor of the first words of a text that other readers of Markdown would change."""
    if differences := changes(row.text, row.text_format):
        message = _(
            "“%(row)s”: this site keeps its words, but other readers of Markdown would change some of them. %(change)s "
            "Choose plain text, or write a backslash before the sign."
        )
        model_admin.message_user(request, message % {"row": row, "change": differences[0]}, messages.WARNING)
