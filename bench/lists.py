"""Compare long lists and files on both engines, and deep pages with first pages: `python -m bench.lists`.

All figures are processor time, of the client and of PostgreSQL's process together, per row of a file or per page. The
ratios of one run count: PostgreSQL to SQLite for each format, and the last page of a list to its first. Databases
are created for the run and dropped after it.
"""

import argparse
import json
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .records import write_fixture

STATEMENTS = 100_000
MOST_RATIO = 1.2


def measured(server, statements):
    """Return {engine: {"files": {address: times}, "pages": {address: times}}}, all times in milliseconds.

    Those of files are per row: [with the server, of the server]; those of pages are [of the first, of the deepest].
    """
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        fixture = Path(folder) / "record.json"
        write_fixture(fixture, statements=statements)
        for name, engine in engines(server).items():
            with engine(server) as database_url:
                manage(database_url, "migrate")
                manage(database_url, "load_fixtures", str(fixture))
                # Filters are answered by the index, once it is compact.
                manage(database_url, "rebuild_search")
                output = Path(folder) / f"{name}.json"
                with output.open("w") as file:
                    run(database_url, "-m", "bench.lists_worker", f"{folder}/shelf", output=file)
                results[name] = json.loads(output.read_text())
    return results


def remark(ratio):
    return "" if ratio <= MOST_RATIO else f"   more than {MOST_RATIO}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    options = parser.parse_args()
    results = measured(options.postgres, options.statements)
    print(f"{options.statements:,} statements, milliseconds of processor time\n")
    columns = ("SQLite", "PostgreSQL", "its server", "ratio", "of client")
    print(f"{'a row of':44}" + "".join(f"{name:>12}" for name in columns))
    for address, (without, _none) in results["SQLite"]["files"].items():
        total, server = list(results.values())[-1]["files"][address]
        ratio, ratio_of_client = total / without, (total - server) / without
        print(f"{address:44}{without:>12.3f}{total:>12.3f}{server:>12.3f}{ratio:>12.2f}{ratio_of_client:>12.2f}")
    print(f"\n{'a page of':44}{'':12}{'first':>8}{'deepest':>8}{'ratio':>8}")
    for name, one in results.items():
        for address, (first, deepest) in one["pages"].items():
            ratio = deepest / first
            print(f"{address:44}{name:12}{first:>8.1f}{deepest:>8.1f}{ratio:>8.2f}{remark(ratio)}")


if __name__ == "__main__":
    main()
