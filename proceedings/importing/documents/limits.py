"""The largest text and the largest files that are read."""

from django.utils.translation import gettext as _

from proceedings.importing.proposals.kinds import UnreadableFileError

# Characters; a book of a thousand pages has three million.
LONGEST = 5_000_000
# Bytes of a file, and of its unpacked content.
LARGEST, MOST_UNPACKED = 50 * 2**20, 100 * 2**20


def check_length(length):
    if length > LONGEST:
        raise UnreadableFileError(
            _("The text has more than %d million characters. Split it into several files.") % (LONGEST // 10**6)
        )


def check_size(size, most=LARGEST):
    if size > most:
        raise UnreadableFileError(_("The file has more than %d MB. Split it into several files.") % (most // 2**20))
