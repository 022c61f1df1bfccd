"""The plans of a database for queries, to see which of them read a whole table."""

from django.db import connection


def whole_table_reads(queries):
    """The SELECTs among captured queries that cannot use an index, whatever the size of the tables."""
    selects = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    return [sql for sql in selects if reads_a_table_whole(sql)]


def reads_a_table_whole(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return any(detail.startswith("SCAN proceedings_") for *_numbers, detail in cursor.fetchall())
        # PostgreSQL always reads a table of a few rows whole, unless sequential scans are off.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = [line for (line,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
        return any("Seq Scan on proceedings_" in line for line in plan)
