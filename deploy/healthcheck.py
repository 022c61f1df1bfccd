"""The health check of the container: ask the server in it, as a visitor of the site would."""

import os
import sys
from urllib.request import Request, urlopen

host = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0]
try:
    port = os.environ.get("PORT", "8000")
    urlopen(Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host}), timeout=4)
except OSError as error:
    sys.exit(str(error))
