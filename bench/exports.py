"""Compare the first request for a large file with the second, and measure a backup: `python -m bench.exports`.

The second request gets the file of the first from the file cache (var/shelf). Both run in one process, and the result
is their ratio. A backup is compared with loading the same rows. Databases are created for the run and dropped after it.
"""

import argparse
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .records import write_fixture

STATEMENTS = 50_000
MOST_RATIO = 0.05


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "record.json"
        rows = write_fixture(fixture, statements=options.statements)
        print(f"{options.statements:,} statements, {rows:,} rows")
        for name, engine in engines(options.postgres).items():
            backup = Path(folder) / f"{name}.zip"
            with engine(options.postgres) as database_url, engine(options.postgres) as other_url:
                manage(database_url, "migrate")
                load = manage(database_url, "load_fixtures", str(fixture))
                print(f"\n{name}, loaded in {load.seconds:.1f} s ({load.megabytes:,.0f} MB)", flush=True)
                run(database_url, "-m", "bench.exports_worker", f"{folder}/{name}", output=None)
                saved = manage(database_url, "backup", str(backup))
                manage(other_url, "migrate")
                restored = manage(other_url, "restore", str(backup))
            for verb, one in (("backup", saved), ("restore", restored)):
                ratio = one.seconds / load.seconds
                print(f"{verb:20}{one.seconds:>8.1f} s{one.megabytes:>9,.0f} MB{ratio:>8.2f} of the load")
            print(f"{'size of the backup':20}{backup.stat().st_size / 2**20:>8.1f} MB")


if __name__ == "__main__":
    main()
