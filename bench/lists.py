"""Compare long lists and files on both engines, and deep pages with first pages: `python -m bench.lists`.

All figures are processor time, of the client and of PostgreSQL's process together, per row of a file or per page. The
ratios of one run count: PostgreSQL to SQLite for each format, and the last page of a list to its first. Both engines
are asked in turn, so that other load on the machine meets both, and the least time of each counts. Databases are
created for the run and dropped after it.
"""

import argparse
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .databases import POSTGRES, engines, manage, worker
from .records import write_fixture

STATEMENTS = 100_000
MOST_RATIO = 1.2
# Requests of each address; the first ones prepare the queries.
TIMES = 10


@contextmanager
def workers(server, statements):
    """Yield {engine: the function of a bench.lists_worker} with a record of so many statements each."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        fixture = Path(folder) / "record.json"
        write_fixture(fixture, statements=statements)
        requests = {}
        for name, engine in engines(server).items():
            database_url = stack.enter_context(engine(server))
            manage(database_url, "migrate")
            manage(database_url, "load_fixtures", str(fixture))
            # Filters are answered by the index, once it is compact.
            manage(database_url, "rebuild_search")
            requests[name] = stack.enter_context(
                worker(database_url, "-m", "bench.lists_worker", f"{folder}/shelf-{name}")
            )
        yield requests


def least(requests, *addresses):
    """Return the least [milliseconds, those of the server] of each address for each worker."""
    times = [[[request(one) for one in addresses] for request in requests] for _time in range(TIMES)]
    return [[min(each) for each in zip(*rounds, strict=True)] for rounds in zip(*times, strict=True)]


def remark(ratio):
    return "" if ratio <= MOST_RATIO else f"   more than {MOST_RATIO}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default=POSTGRES, help="the server for databases")
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    options = parser.parse_args()
    with workers(options.postgres, options.statements) as by_engine:
        names, requests = list(by_engine), list(by_engine.values())
        print(f"{options.statements:,} statements, milliseconds of processor time\n")
        columns = ("SQLite", "PostgreSQL", "its server", "ratio", "of client")
        print(f"{'a row of':52}" + "".join(f"{name:>12}" for name in columns))
        for address, rows in requests[0]("files").items():
            times = [[time / rows for time in one] for (one,) in least(requests, address)]
            (without, _none), (total, server) = times[0], times[-1]
            ratio, of_client = total / without, (total - server) / without
            print(f"{address:52}{without:>12.3f}{total:>12.3f}{server:>12.3f}{ratio:>12.2f}{of_client:>12.2f}")
        print(f"\n{'a page of':52}{'':12}{'first':>8}{'deepest':>8}{'ratio':>8}")
        for address, last in requests[0]("lists").items():
            pages = least(requests, address.format(1), address.format(last))
            for name, ((first, _server), (deepest, _its_server)) in zip(names, pages, strict=True):
                ratio = deepest / first
                print(f"{address:52}{name:12}{first:>8.1f}{deepest:>8.1f}{ratio:>8.2f}{remark(ratio)}")


if __name__ == "__main__":
    main()
