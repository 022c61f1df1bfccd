"""Which paragraph of a statement is asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup


def paragraph_number(asked: str, text: str) -> int | None:
    """The number of a paragraph of the text; None when nothing is asked.

    Raises ValueError, whose message the reader sees, for a paragraph that the text does not have.
    """
    if not asked:
        return None
    last = sum(1 for paragraph in markup.paragraphs(text) if paragraph.number)
    if asked.isascii() and asked.isdigit() and len(asked) <= len(str(last)) and 1 <= int(asked) <= last:
        return int(asked)
    known = ngettext("This statement has %(last)d paragraph.", "This statement has %(last)d paragraphs.", last)
    raise ValueError(_("There is no paragraph “%(asked)s”.") % {"asked": asked} + " " + known % {"last": last})
