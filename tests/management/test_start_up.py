"""Commands start without what only pages need."""

import subprocess
import sys

STARTED = """
import gc
import sys
import django
gc.disable()
django.setup()
from django.core.management import load_command_class
load_command_class("proceedings", "load_fixtures")
"""
IMPORTED = f"""{STARTED}
print("proceedings.admin" in sys.modules)
from django.core import checks
checks.run_checks(tags=["admin"])
print("proceedings.admin" in sys.modules)
"""


def printed(script):
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.split()


def test_a_load_starts_without_the_admin_which_a_check_imports():
    assert printed(IMPORTED) == ["False", "True"]


def test_a_load_starts_without_numpy_which_only_searches_need():
    assert printed(f'{STARTED}print("numpy" in sys.modules)') == ["False"]


def test_a_load_starts_without_the_libraries_that_only_some_files_need():
    libraries = ("PIL", "cryptography", "langcodes", "markdown_it", "rapidfuzz", "tqdm", "yaml")
    assert printed(f"{STARTED}print(*sys.modules.keys() & {libraries})") == []


def test_collections_skip_what_is_imported_at_the_start():
    assert printed(f"{STARTED}print(gc.get_freeze_count() > 100_000)") == ["True"]


def test_garbage_is_collected_once_everything_is_imported():
    assert printed(f"{STARTED}print(gc.isenabled())") == ["True"]
