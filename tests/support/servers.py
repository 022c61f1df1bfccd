"""The project's own commands in processes of their own, on a database that tests can look into."""

import os
import subprocess
import sys

from django.conf import settings


def started(database_url, *args, **pipes):
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "manage.py", *args], env=environment, cwd=settings.BASE_DIR, **pipes)
