"""Search terms of new rows, computed by a second process while the first compares and writes rows."""

import multiprocessing
from collections import defaultdict, deque
from contextlib import closing, nullcontext
from types import SimpleNamespace

from proceedings.importing.loader.spool import Spool
from proceedings.models.columns.term_fields import terms_fields
from proceedings.sandbox import has_one_thread

# Bytes of all files. Smaller loads take a second or two and gain nothing from another process.
LEAST = 4 * 2**20


def worker_for(sources):
    """Return a context: the TermWorker for a large load, None for a small one or where a process cannot fork."""
    is_large = sum(source.size() for source in sources) >= LEAST
    can_fork = "fork" in multiprocessing.get_all_start_methods() and has_one_thread()
    return closing(TermWorker()) if is_large and can_fork else nullcontext()


def terms_of(model, names, rows):
    """Return the terms of rows, a list for each, from the tuples of their fields with these names."""
    fields = terms_fields(model)
    rows = (SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows)
    return [[field.computed(row) for field in fields] for row in rows]


class TermWorker:
    """A process that computes the terms of rows in the order in which they were submitted.

    Start it before the database is used, because the processes share all file descriptors that are open then. Texts and
    terms are passed in temporary files, because one process may be minutes ahead of the other.
    """

    def __init__(self):
        self.texts, self.terms = Spool(), Spool()
        # {model: places of the batches of texts whose terms have not been fetched}, in the order of submission.
        self.submitted, self.finished, self.fetched = defaultdict(deque), {}, 0
        context = multiprocessing.get_context("fork")
        self.connection, remote = context.Pipe()
        self.process = context.Process(target=self.work, args=(remote,), daemon=True)
        self.process.start()
        remote.close()

    def work(self, remote):
        # Close the copy of the parent's end of the pipe, which would hide that the parent has ended.
        self.connection.close()
        while True:
            try:
                place = remote.recv()
                remote.send((place, self.terms.append(terms_of(*self.texts.read(place)))))
            except (EOFError, OSError):
                return

    def submit(self, model, rows):
        """Have the terms of instances computed, if their model has any."""
        if not (fields := terms_fields(model)):
            return
        names = sorted(set().union(*(field.sources for field in fields)))
        place = self.texts.append((model, names, [[getattr(row, name) for name in names] for row in rows]))
        self.submitted[model].append(place)
        try:
            self.connection.send(place)
            # Read answers as they come: with a full pipe, the worker would block and stop reading.
            while self.connection.poll():
                self.receive()
        except OSError:
            # The worker was killed. `fetch` computes the terms instead.
            pass

    def receive(self):
        place, terms = self.connection.recv()
        self.finished[place] = terms

    def fetch(self, model):
        """Return the terms of the next submitted batch of rows of a model, a list for each row."""
        place = self.submitted[model].popleft()
        try:
            while place not in self.finished:
                self.receive()
        except (EOFError, OSError):
            return terms_of(*self.texts.read(place))
        self.fetched += 1
        return self.terms.read(self.finished.pop(place))

    def close(self):
        self.connection.close()
        self.process.join()
        self.texts.close()
        self.terms.close()
