#!/usr/bin/env python
"""Django's command line for Proceedings."""

import atexit
import gc
import os
import sys


def main():
    # What is imported is no garbage: looking for some takes a tenth of the start, and as long again at the end.
    gc.disable()
    atexit.register(gc.freeze)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proceedings.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Django is not installed. Run `make run` once, then use .venv/bin/python manage.py.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # One line tells the operator which setting to correct; a traceback would hide it.
        sys.exit(str(error))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
