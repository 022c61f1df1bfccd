"""A list of any length, read a piece at a time."""

from array import array

SIZE = 500


def read(found, rows):
    """The rows of a QuerySet `found`, in its order, fetched through `rows`, which adds what is shown of each.

    The keys are asked once and alone, eight bytes each: texts are too wide to be sorted with, and a cursor that stays
    open as long as somebody downloads keeps a database from tidying up. What is no longer public when its turn comes
    is left out, because `rows` begins with `public()` too.
    """
    keys = array("q", found.select_related(None).prefetch_related(None).values_list("pk", flat=True).iterator())
    rows = rows.order_by()
    for start in range(0, len(keys), SIZE):
        some = keys[start : start + SIZE]
        here = rows.in_bulk(some.tolist())
        yield from (here[key] for key in some if key in here)
