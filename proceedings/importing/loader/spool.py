"""Objects in a temporary file, for what is too large to stay in memory."""

import os
import pickle
import tempfile

# A place in the file is one integer, to save memory: the start, and in its lowest 32 bits the length.
LENGTH = 32


class Spool:
    """A temporary file of pickled objects, which processes that were forked later can read too. One process appends."""

    def __init__(self):
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        self.end = 0

    def append(self, value):
        """Write an object and return its place."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        os.pwrite(self.file.fileno(), data, self.end)
        place = self.end << LENGTH | len(data)
        self.end += len(data)
        return place

    def read(self, place):
        start, length = place >> LENGTH, place & ((1 << LENGTH) - 1)
        # Unpickling is safe, because only this program can write to a file without a name.
        return pickle.loads(os.pread(self.file.fileno(), length, start))  # noqa: S301

    def close(self):
        self.file.close()
