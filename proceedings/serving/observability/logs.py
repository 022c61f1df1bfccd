"""The configuration of the log."""

import logging
import re
import time
from http import HTTPStatus

from django.core.exceptions import ImproperlyConfigured
from pythonjsonlogger.core import RESERVED_ATTRS

from .request_ids import current

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMS = ("lines", "json")
ISO = "%Y-%m-%dT%H:%M:%S%z"
# Statuses that a client or an unavailable database causes: a traceback for each would only fill the disk.
EXPECTED = {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.SERVICE_UNAVAILABLE}
# Objects that Django attaches to records and that are not logged: a request contains the words that its visitor typed.
UNWRITTEN = [*RESERVED_ATTRS, "request", "server_time"]


def without_expected_tracebacks(record):
    """Drop the traceback of a response with an expected status, but keep the record."""
    if getattr(record, "status_code", None) in EXPECTED:
        record.exc_info = None
    return True


def with_request_id(record):
    record.request_id = current.get()
    return True


class LineFormatter(logging.Formatter):
    """Lines that end with the id of the request, if they belong to one."""

    def formatMessage(self, record):  # noqa: N802 - a method of logging
        line = super().formatMessage(record)
        return f"{line} [{record.request_id}]" if getattr(record, "request_id", "") else line


class RefusedHosts(logging.Filter):
    """One line a minute for requests with a `Host` that is not the site's, with unusual characters replaced."""

    SECONDS = 60
    LONGEST = 100

    def __init__(self):
        super().__init__()
        self.last = None
        self.unreported = 0

    def filter(self, record):
        now = time.monotonic()
        if self.last is not None and now - self.last < self.SECONDS:
            self.unreported += 1
            return False
        host = re.sub(r"[^A-Za-z0-9.:\[\]-]", "?", record.request.META.get("HTTP_HOST", ""))[: self.LONGEST]
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg = "Refused a request for the host %s, which is not in ALLOWED_HOSTS (%d more since the last line)."
        record.args, record.exc_info = (host, self.unreported), None
        self.last, self.unreported = now, 0
        return True


# One instance, because the log is configured whenever Django is set up, by the command and by the application. A second
# filter would lose the count of the first one; a logger adds the same instance only once.
refused_hosts = RefusedHosts()


def logging_config(level, form="lines", *, access=False):
    """Return Django's LOGGING: lines or JSON objects on standard error, from this level on.

    Raise ImproperlyConfigured for a level or a format that does not exist.
    """
    if level.upper() not in LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL must be one of {', '.join(LEVELS)}.")
    if form not in FORMS:
        raise ImproperlyConfigured(f"LOG_FORMAT must be {' or '.join(FORMS)}.")
    callback = "django.utils.log.CallbackFilter"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "class": f"{__name__}.LineFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
                "datefmt": ISO,
            },
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": ["asctime", "levelname", "name", "message", "request_id"],
                "datefmt": ISO,
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "reserved_attrs": UNWRITTEN,
            },
        },
        "filters": {
            "expected": {"()": callback, "callback": without_expected_tracebacks},
            "request_id": {"()": callback, "callback": with_request_id},
            "refused_hosts": {"()": lambda: refused_hosts},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["expected", "request_id"]}
        },
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            "django.security.DisallowedHost": {"filters": ["refused_hosts"]},
            "proceedings.serving.observability.access_log": {"level": "INFO" if access else "WARNING"},
        },
    }
