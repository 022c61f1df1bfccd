"""The ASGI scope as a WSGI environ."""

import sys
from urllib.parse import unquote_to_bytes
from wsgiref.util import FileWrapper


def headers_of(scope) -> dict[str, str]:
    """Return the headers by their names in lower case. Repeated headers are joined.

    Names with an underscore are left out: in an environ, X_Forwarded_For would pass for X-Forwarded-For.
    """
    headers = {}
    for name, value in scope["headers"]:
        if b"_" not in name:
            headers.setdefault(name.decode("latin1").lower(), []).append(value.decode("latin1"))
    return {name: ("; " if name == "cookie" else ",").join(values) for name, values in headers.items()}


def environ_of(scope, headers, body, length) -> dict:
    """Return the environ of a request whose body of this length has arrived."""
    host, port = scope.get("server") or ("localhost", 80)
    path = unquote_to_bytes(scope["raw_path"].partition(b"?")[0]) if scope.get("raw_path") else scope["path"].encode()
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": path.decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": scope["client"][0] if scope.get("client") else "",
        "CONTENT_TYPE": headers.get("content-type", ""),
        # The counted length, because a chunked body does not state it.
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    own = {"content-type", "content-length", "transfer-encoding"}
    for name, value in headers.items():
        if name not in own:
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    return environ
