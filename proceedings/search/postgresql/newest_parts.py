"""PostgreSQL: look up rows of the narrow table from the newest on, part by part."""

# Only names of tables and numbers are interpolated.
# ruff: noqa: S608

# A block is 32,768 rows with the same first bits of their ids. A record has fewer blocks than MOST_BLOCKS.
BLOCK, MOST_BLOCKS = 15, 1 << 14


def blocks(key):
    """SQL of the block of a row, as an array, so that a GIN index of words can have it as a second column."""
    return f"ARRAY[({key} >> {BLOCK})::integer]"


def in_part(rows):
    """The SQL condition that a row of the narrow table is in one of the `parts`, which `newest_parts` adds."""
    return f"{blocks(f'{rows}.id')} && parts.blocks"


def spans(first, growth):
    """Yield the parts as numbers of blocks, counted from the newest on: (start, end), end exclusive.

    The first part has `first` blocks, and each further part `growth` times as many as all newer parts together.
    """
    start, past = 0, first
    while start < MOST_BLOCKS:
        yield start, past
        start, past = past, past + max(1, int(past * growth))


# For a single word, reading too many rows costs more than another look-up; for many words, it is the reverse.
FINE = tuple(spans(1, 1 / 3))
COARSE = tuple(spans(4, 1))


def newest_parts(table, parts, sql, most, *, any_rows=False):
    """SQL that selects the newest `most` rows of a selection with the condition `in_part` and the id as first column.

    The index of words returns all rows with a word, in the order of the table. So the newest rows are looked up first,
    then older ones, in these parts, until there are enough. With `any_rows`, any of them will do.
    """
    values = ", ".join(map(str, parts))
    blocks_of_parts = (
        f"SELECT ARRAY(SELECT generate_series(GREATEST(newest.block - past + 1, 0), newest.block - first)) AS blocks "
        f'FROM (SELECT (COALESCE(MAX(id), 0) >> {BLOCK})::integer AS block FROM "{table}") newest '
        f"CROSS JOIN (VALUES {values}) spans (first, past)"
    )
    # OFFSET makes PostgreSQL sort the few columns of the selection, not the rows with all their words.
    order = "" if any_rows else "ORDER BY 1 DESC"
    part = f"SELECT * FROM ({sql} OFFSET 0) scored {order} LIMIT {most}"
    return f"SELECT part.* FROM ({blocks_of_parts}) parts CROSS JOIN LATERAL ({part}) part LIMIT {most}"
