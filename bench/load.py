"""Compare the speed and memory of load_fixtures with Django's loaddata: `python -m bench.load`.

Both commands load the same file into a new database, start-up included. loaddata runs for most of a minute, so that
other load on the machine evens out. load_fixtures takes a few seconds, so it runs several times before and after, and
the median counts, shown with the fastest and the slowest. Peak memory is the resident memory of the process, which on
SQLite includes the mapped file; "own" is the memory of all its processes without mapped files. Databases are created
for the run and dropped after it.

On a busy machine, compare the processor time. It says less, because load_fixtures uses several processes at once, and
it includes neither the one that reads the file nor PostgreSQL's. `--engine` and `--statements` measure less.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage
from .records import write_fixture

COMPARED = 20_000
LARGE = 200_000
LEAST_RATIO = {"SQLite": 40, "PostgreSQL": 60}
# Derived from the goal of a million statements in a gigabyte, with the memory that the process has from the start.
MOST_MEGABYTES = 350
BEFORE, AFTER = 2, 3


def measure_load(engine, server, command, fixture):
    with engine(server) as database_url:
        manage(database_url, "migrate")
        return manage(database_url, command, str(fixture))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--engine", choices=LEAST_RATIO, help="measure this one only")
    parser.add_argument("--statements", type=int, default=COMPARED)
    options = parser.parse_args()
    server = options.postgres
    with tempfile.TemporaryDirectory() as folder:
        compared, large = Path(folder) / "compared.json", Path(folder) / "large.json"
        rows = write_fixture(compared, statements=options.statements)
        write_fixture(large, statements=LARGE)
        print(f"{options.statements:,} statements, {rows:,} rows, {compared.stat().st_size >> 20} MB of JSON\n")
        print(f"{'':12}{'loaddata':>10}{'load_fixtures':>24}{'ratio':>7}{'peak':>9}{'own':>9}{f'own, {LARGE:,}':>15}")
        chosen = {name: engine for name, engine in engines(server).items() if options.engine in {None, name}}
        for name, engine in chosen.items():
            fast = [measure_load(engine, server, "load_fixtures", compared) for _run in range(BEFORE)]
            slow = measure_load(engine, server, "loaddata", compared)
            fast += [measure_load(engine, server, "load_fixtures", compared) for _run in range(AFTER)]
            huge = measure_load(engine, server, "load_fixtures", large)
            times = sorted(run.seconds for run in fast)
            median = statistics.median(times)
            ratio = slow.seconds / median
            print(
                f"{name:12}{slow.seconds:>8.1f} s{median:>9.2f} s ({times[0]:.2f} to {times[-1]:.2f}){ratio:>6.1f}"
                f"{fast[0].megabytes:>6,.0f} MB{fast[0].own:>6,.0f} MB{huge.own:>12,.0f} MB"
                f"{'' if ratio >= LEAST_RATIO[name] else f'   less than {LEAST_RATIO[name]}'}"
                f"{'' if huge.own <= MOST_MEGABYTES else f'   more than {MOST_MEGABYTES} MB'}"
            )
            least = min(run.processor for run in fast)
            print(f"{'':12}processor time {slow.processor:.1f} s and {least:.2f} s: {slow.processor / least:.1f}")


if __name__ == "__main__":
    main()
