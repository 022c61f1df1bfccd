"""SQL of the facts in the narrow table of an index, for both engines."""

# Only names of tables and columns are interpolated.
# ruff: noqa: S608

AGGREGATES = {"sqlite": "group_concat", "postgresql": "string_agg"}


def values(index, vendor, names=None):
    """The SQL of the facts, or of those with these names, of a row `said`."""
    wanted = [fact for fact in index.facts if names is None or fact.name in names]
    return ", ".join(f"{fact.sql.format(aggregate=AGGREGATES[vendor])} AS {fact.name}" for fact in wanted)


def names(index):
    return [fact.name for fact in index.facts]


def definitions(index):
    """The columns of the facts in CREATE TABLE."""
    return "".join(f", {fact.name} {fact.type}" for fact in index.facts)


def update(index, source, vendor, keys):
    """SQL that computes the facts from a source again; `keys` are those of its changed rows."""
    changed = f'SELECT said.id FROM "{index.table}" said WHERE {source.statements.format(keys=keys)}'
    computed = f'SELECT {values(index, vendor, source.facts)} FROM "{index.table}" said {index.joins}'
    return (
        f'UPDATE "{index.name}" SET ({", ".join(source.facts)}) = ({computed} WHERE said.id = "{index.name}".id) '
        f"WHERE id IN ({changed})"
    )


def differ(old, new, columns):
    """The condition that one of the columns of a row changed, on SQLite."""
    return " OR ".join(f"{old}.{column} IS NOT {new}.{column}" for column in columns)
