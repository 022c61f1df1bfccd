"""Commands start without what only pages need."""

import subprocess
import sys

IMPORTED = """
import sys
import django
django.setup()
from django.core.management import load_command_class
load_command_class("proceedings", "load_fixtures")
print("proceedings.admin" in sys.modules)
from django.core import checks
checks.run_checks(tags=["admin"])
print("proceedings.admin" in sys.modules)
"""


def test_a_load_starts_without_the_admin_which_a_check_imports():
    command = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"]
