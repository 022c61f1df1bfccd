"""The paragraph of a statement that a citation names."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup


def paragraph_number(value: str, text: str, text_format: str) -> int | None:
    """Parse a paragraph number of a text; None for an empty value.

    Raises ValueError, whose message is for readers, if the text has no such paragraph.
    """
    if not value:
        return None
    last = sum(1 for paragraph in markup.paragraphs(text, text_format) if paragraph.number)
    if value.isascii() and value.isdigit() and len(value) <= len(str(last)) and 1 <= int(value) <= last:
        return int(value)
    count = ngettext("This statement has %(last)d paragraph.", "This statement has %(last)d paragraphs.", last)
    raise ValueError(_("There is no paragraph “%(number)s”.") % {"number": value} + " " + count % {"last": last})
