"""How fast fixtures load, against Django's own loaddata, and in how much memory: `python -m bench.load`.

Both commands load the same file into a database that has just been migrated, start-up included. loaddata runs for
most of a minute, in which whatever else the machine does evens out; a load of few seconds does not, so it is made
several times before and after, and the median counts, shown with the fastest and the slowest. Databases are made for
the run and dropped after it.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage
from .records import write_fixture

COMPARED = 20_000
LARGE = 200_000
PROMISED = 20
BEFORE, AFTER = 2, 3


def loaded(engine, server, command, fixture):
    with engine(server) as database_url:
        manage(database_url, "migrate")
        return manage(database_url, command, str(fixture))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="where to make databases")
    server = parser.parse_args().postgres
    with tempfile.TemporaryDirectory() as folder:
        compared, large = Path(folder) / "compared.json", Path(folder) / "large.json"
        rows = write_fixture(compared, statements=COMPARED)
        write_fixture(large, statements=LARGE)
        print(f"{COMPARED:,} statements, {rows:,} rows, {compared.stat().st_size >> 20} MB of JSON\n")
        print(f"{'':12}{'loaddata':>10}{'load_fixtures':>24}{'ratio':>7}{'peak':>9}{f'peak of {LARGE:,}':>17}")
        for name, engine in engines(server).items():
            fast = [loaded(engine, server, "load_fixtures", compared) for _run in range(BEFORE)]
            slow = loaded(engine, server, "loaddata", compared)
            fast += [loaded(engine, server, "load_fixtures", compared) for _run in range(AFTER)]
            huge = loaded(engine, server, "load_fixtures", large)
            times = sorted(run.seconds for run in fast)
            median = statistics.median(times)
            ratio = slow.seconds / median
            print(
                f"{name:12}{slow.seconds:>8.1f} s{median:>9.2f} s ({times[0]:.2f} to {times[-1]:.2f}){ratio:>6.1f}"
                f"{fast[0].megabytes:>6,.0f} MB{huge.megabytes:>14,.0f} MB"
                f"{'' if ratio >= PROMISED else f'   less than the {PROMISED} promised'}"
            )


if __name__ == "__main__":
    main()
