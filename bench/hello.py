"""The smallest application for the gateway's server, for `python -m bench.page_cache`.

HELLO is a JSON file with the `headers` of its response and the `length` of its body. The interval is that of the site's
workers (proceedings/serving/processes/server.py), which decides how often threads wait for each other.
"""

import json
import sys
from pathlib import Path

import environ

sys.setswitchinterval(0.0005)
response = json.loads(Path(environ.Env().str("HELLO")).read_text())
HEADERS = [(name.encode(), value.encode()) for name, value in response["headers"]]
BODY = b"x" * response["length"]


async def application(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
