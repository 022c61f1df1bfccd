"""How heavy the admin is over 100,000 statements and 10,000 speakers, page by page: `python -m bench.admin`.

Each page is asked for by a superuser over the same record and over a hundredth of it: its queries must be as many.
"""

import json
import tempfile
from pathlib import Path

from .databases import POSTGRES, engines, manage, run
from .records import write_fixture

STATEMENTS, SPEAKERS, FEW = 100_000, 10_000, 100
MOST = 1_000
SHOWN = 8
# What nobody may add or change refuses even a superuser.
ANSWERED = {200, 403}


def measured(database_url):
    with tempfile.TemporaryFile("w+") as answer:
        run(database_url, "-m", "bench.admin_worker", output=answer)
        answer.seek(0)
        return json.load(answer)


def main():
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.json", Path(folder) / "large.json"
        write_fixture(small, statements=STATEMENTS // FEW, speakers=SPEAKERS // FEW)
        write_fixture(large, statements=STATEMENTS, speakers=SPEAKERS)
        for name, engine in engines(POSTGRES).items():
            with engine(POSTGRES) as few, engine(POSTGRES) as many:
                for database_url, fixture in ((few, small), (many, large)):
                    manage(database_url, "migrate")
                    manage(database_url, "load_fixtures", str(fixture))
                manage(many, "collectstatic", "--no-input")
                tell(name, measured(few), measured(many))


def tell(name, few, many):
    print(f"\n{name}: {len(many)} pages of the admin, the {SHOWN} heaviest")
    heaviest = sorted(many, key=lambda what: -many[what][0])
    for what in heaviest[:SHOWN]:
        milliseconds, queries, status = many[what]
        print(f"{what:44}{milliseconds:>8.0f} ms of processor time{queries:>4} queries, status {status}")
    slow = [what for what in many if many[what][0] > MOST]
    more = [f"{what} ({few[what][1]} and {many[what][1]})" for what in many if many[what][1] > few[what][1]]
    failed = [what for what in many if many[what][2] not in ANSWERED]
    print(f"over {MOST:,} ms: {', '.join(slow) or 'none'}")
    print(f"more queries than over a hundredth of the record: {', '.join(more) or 'none'}")
    print(f"not answered: {', '.join(failed) or 'none'}")


if __name__ == "__main__":
    main()
