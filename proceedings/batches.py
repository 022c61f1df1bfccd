"""Long lists in batches, so that memory stays bounded."""

from array import array
from itertools import islice

# Below the number of parameters that SQLite takes in a query.
KEYS = 900
# Rows held in memory at a time.
ROWS = 500
# Characters of a chunk that is sent.
CHARACTERS = 1 << 16


def chunks(items, size=KEYS):
    """Yield lists of at most `size` items."""
    items = iter(items)
    while chunk := list(islice(items, size)):
        yield chunk


def rows_of(keys, fetch):
    """Return the rows with these primary keys, in their order; `fetch` maps the keys to {key: row}.

    A key that `fetch` does not return is left out: its row may have been deleted or withdrawn a moment ago.
    """
    rows = fetch(keys)
    return [rows[key] for key in keys if key in rows]


def rows_in_order(queryset, fetch):
    """Yield the rows of a QuerySet in its order; `fetch` maps a list of primary keys to {key: row}.

    One query fetches all keys, eight bytes each. Sorting rows with their texts would be slow, and a cursor that is open
    during a download would keep the database from vacuuming. A key that `fetch` no longer returns is left out.
    """
    keys = array("q", queryset.select_related(None).prefetch_related(None).values_list("pk", flat=True).iterator())
    for start in range(0, len(keys), ROWS):
        yield from rows_of(keys[start : start + ROWS].tolist(), fetch)


def joined(lines):
    """Yield lines joined until they are worth sending, including those before an exception."""
    batch, length = [], 0
    try:
        for line in lines:
            batch.append(line)
            length += len(line)
            if length > CHARACTERS:
                yield "".join(batch)
                batch, length = [], 0
    except Exception:
        yield "".join(batch)
        raise
    yield "".join(batch)
