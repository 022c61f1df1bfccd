"""PostgreSQL: rows of the narrow table looked up from the newest on."""

# Names of tables and numbers only.
# ruff: noqa: S608

# Rows with the same first bits of their id are a block, 32,768 of them. So many blocks are looked up first, and so many
# times twice as many as before: more than there will be.
BLOCK, PART, MOST_PARTS = 15, 4, 12


def blocks(key):
    """SQL of the block of a row, as an array, which an index of words can have as a second column."""
    return f"ARRAY[({key} >> {BLOCK})::integer]"


def in_part(rows):
    """The SQL condition that a row of the narrow table is in one of the `parts`, which `newest_parts` adds."""
    return f"{blocks(f'{rows}.id')} && parts.blocks"


def newest_parts(table, sql, most):
    """SQL that selects the newest `most` rows of a selection, which has the condition `in_part` and the id first.

    The index of words returns all rows with a word, in the order of the table. So the newest rows are looked up first,
    then twice as many older ones, and so on, until there are enough.
    """
    spans = ", ".join(f"({PART * (2**n - 1)}, {PART * (2 ** (n + 1) - 1)})" for n in range(MOST_PARTS))
    parts = (
        f"SELECT ARRAY(SELECT generate_series(GREATEST(newest.block - past + 1, 0), newest.block - first)) AS blocks "
        f'FROM (SELECT (COALESCE(MAX(id), 0) >> {BLOCK})::integer AS block FROM "{table}") newest '
        f"CROSS JOIN (VALUES {spans}) spans (first, past)"
    )
    # OFFSET makes PostgreSQL sort the few columns of the selection, not the rows with all their words.
    part = f"SELECT * FROM ({sql} OFFSET 0) scored ORDER BY 1 DESC LIMIT {most}"
    return f"SELECT part.* FROM ({parts}) parts CROSS JOIN LATERAL ({part}) part LIMIT {most}"
