"""PostgreSQL: rows of the narrow table looked up from the newest on."""

# Names of tables and numbers only.
# ruff: noqa: S608

# Rows with the same first bits of their id are a block, 32,768 of them. There will be fewer blocks than these.
BLOCK, MOST_BLOCKS = 15, 1 << 14
# A part is this share of all the newer ones, so that at most so many rows more than the newest are read in vain.
GROWTH = 3


def blocks(key):
    """SQL of the block of a row, as an array, which an index of words can have as a second column."""
    return f"ARRAY[({key} >> {BLOCK})::integer]"


def in_part(rows):
    """The SQL condition that a row of the narrow table is in one of the `parts`, which `newest_parts` adds."""
    return f"{blocks(f'{rows}.id')} && parts.blocks"


def spans():
    """Yield the parts as numbers of blocks, counted from the newest on: (first, past the last)."""
    first, past = 0, 1
    while first < MOST_BLOCKS:
        yield first, past
        first, past = past, past + max(1, past // GROWTH)


SPANS = ", ".join(map(str, spans()))


def newest_parts(table, sql, most, *, any_rows=False):
    """SQL that selects the newest `most` rows of a selection, which has the condition `in_part` and the id first.

    The index of words returns all rows with a word, in the order of the table. So the newest rows are looked up first,
    then older ones, a third as many as before each time, until there are enough. With `any_rows`, any of them will do.
    """
    parts = (
        f"SELECT ARRAY(SELECT generate_series(GREATEST(newest.block - past + 1, 0), newest.block - first)) AS blocks "
        f'FROM (SELECT (COALESCE(MAX(id), 0) >> {BLOCK})::integer AS block FROM "{table}") newest '
        f"CROSS JOIN (VALUES {SPANS}) spans (first, past)"
    )
    # OFFSET makes PostgreSQL sort the few columns of the selection, not the rows with all their words.
    order = "" if any_rows else "ORDER BY 1 DESC"
    part = f"SELECT * FROM ({sql} OFFSET 0) scored {order} LIMIT {most}"
    return f"SELECT part.* FROM ({parts}) parts CROSS JOIN LATERAL ({part}) part LIMIT {most}"
