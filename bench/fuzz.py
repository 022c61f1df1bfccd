"""Send hostile requests to the site: `python -m bench.fuzz --requests 40000 --seed 1`.

Requests for reading go to the gateway as well, twice, so that the second answer may come from memory.
The engine is that of DATABASE_URL; a test database is created on it. Exits with 1 if a request was answered with an
error of the server or showed a hidden row, and prints the request. `--first N --requests 1` repeats request N.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--requests", type=int, default=40_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

    import django

    django.setup()

    from django.conf import settings
    from django.db import connection, transaction
    from django.test.utils import setup_test_environment

    from tests.support.hostile import requests as fuzzing
    from tests.support.hostile.memory import Memory

    setup_test_environment(debug=False)
    logging.disable()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    failures = 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.SHELF_DIR = settings.SHEETS_DIR = Path(folder)
        fuzzing.a_small_record()
        fuzzer = fuzzing.Fuzzer(options.seed, Memory())
        last = options.first + options.requests
        for failure in fuzzer.requests(options.first, last):
            failures += 1
            print(fuzzing.described(failure), flush=True)
        transaction.set_rollback(True)
    connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
    seconds = time.monotonic() - begun
    print(f"{options.requests} requests on {connection.vendor} in {seconds:.0f} s: {failures} failures.")
    print(f"{fuzzer.memory.hits} more answers came from memory.")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
