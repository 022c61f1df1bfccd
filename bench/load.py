"""Compare the speed and memory of load_fixtures with Django's loaddata: `python -m bench.load`.

Both commands load the same file into a new database, start-up included. loaddata runs for most of a minute, so that
other load on the machine evens out. load_fixtures takes a few seconds, so it runs several times before and after, and
the median counts, shown with the fastest and the slowest. Databases are created for the run and dropped after it.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage
from .records import write_fixture

COMPARED = 20_000
LARGE = 200_000
LEAST_RATIO = 20
BEFORE, AFTER = 2, 3


def measure_load(engine, server, command, fixture):
    with engine(server) as database_url:
        manage(database_url, "migrate")
        return manage(database_url, command, str(fixture))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    server = parser.parse_args().postgres
    with tempfile.TemporaryDirectory() as folder:
        compared, large = Path(folder) / "compared.json", Path(folder) / "large.json"
        rows = write_fixture(compared, statements=COMPARED)
        write_fixture(large, statements=LARGE)
        print(f"{COMPARED:,} statements, {rows:,} rows, {compared.stat().st_size >> 20} MB of JSON\n")
        print(f"{'':12}{'loaddata':>10}{'load_fixtures':>24}{'ratio':>7}{'peak':>9}{f'peak of {LARGE:,}':>17}")
        for name, engine in engines(server).items():
            fast = [measure_load(engine, server, "load_fixtures", compared) for _run in range(BEFORE)]
            slow = measure_load(engine, server, "loaddata", compared)
            fast += [measure_load(engine, server, "load_fixtures", compared) for _run in range(AFTER)]
            huge = measure_load(engine, server, "load_fixtures", large)
            times = sorted(run.seconds for run in fast)
            median = statistics.median(times)
            ratio = slow.seconds / median
            print(
                f"{name:12}{slow.seconds:>8.1f} s{median:>9.2f} s ({times[0]:.2f} to {times[-1]:.2f}){ratio:>6.1f}"
                f"{fast[0].megabytes:>6,.0f} MB{huge.megabytes:>14,.0f} MB"
                f"{'' if ratio >= LEAST_RATIO else f'   less than {LEAST_RATIO}'}"
            )


if __name__ == "__main__":
    main()
