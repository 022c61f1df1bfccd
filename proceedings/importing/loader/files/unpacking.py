"""Unpack gzip files up to the size that a compressed text can have."""

import gzip
import io

from django.utils.translation import gettext as _

# Compression makes a text 5 times smaller, repetitions of the same words 50 times, and zeros 1,000 times.
MOST_TIMES = 100
# Bytes that any file may unpack to.
HARMLESS = 50 * 2**20


class FileTooLargeError(Exception):
    """A file unpacks to more than it may; the text of the error says what to do."""


class Unpacked(io.RawIOBase):
    """The bytes in a gzip file of `size` bytes. Reading raises FileTooLargeError when there are too many of them."""

    def __init__(self, stream, size):
        self.stream = gzip.open(stream)  # noqa: SIM115 - closed with this stream
        self.remaining = self.most = max(HARMLESS, size * MOST_TIMES)

    def readable(self):
        return True

    def readinto(self, buffer):
        number = self.stream.readinto(buffer)
        self.remaining -= number
        if self.remaining < 0:
            message = _("the file unpacks to more than %d MB, which is no packed text: if it is one, unpack it first.")
            raise FileTooLargeError(message % (self.most >> 20))
        return number

    def close(self):
        self.stream.close()
        super().close()
