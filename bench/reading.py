"""Measure how long a report of a hundred pages is read, in each language: `python -m bench.reading`.

The report is made of our own marked ones. Its processor time must be at most LIMIT seconds. It is compared with that of
ten pages as well, when the words of both have been looked up.
"""

import sys
import time

# Sets up Django as a server does.
import proceedings.wsgi  # noqa: F401 # isort: skip

from proceedings.importing.proposals import read
from tests.support.gold import gold_pages

LIMIT, PAGES = 10, 100


def seconds(language, pages):
    """Return the processor time of reading a report."""
    source = gold_pages(language, pages).encode()
    start = time.process_time()
    read("report", source, "report.txt", language)
    return time.process_time() - start


def main():
    is_slow = False
    for language in ("en", "ru", "zh"):
        seconds(language, 1)  # Reads the word lists.
        first, again = seconds(language, PAGES), seconds(language, PAGES)
        ratio = again / seconds(language, PAGES // 10)
        print(f"{language}: {PAGES} pages in {first:.1f} s; again, {ratio:.1f} times as long as {PAGES // 10} pages")
        is_slow = is_slow or first > LIMIT
    if is_slow:
        sys.exit(f"A report of {PAGES} pages takes more than {LIMIT} seconds.")


if __name__ == "__main__":
    main()
