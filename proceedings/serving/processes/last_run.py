"""The last run of the scheduler that succeeded, in the shared cache, where all processes and machines see it."""

import time
from typing import NamedTuple

from django.core.cache import cache
from django.utils.translation import gettext as _

from proceedings.serving.shared_cache import is_cache_error

KEY = "scheduler.last_run"
# Seconds. The scheduler runs each minute.
LATE = 180


class LastRun(NamedTuple):
    """The time of the last run, or None if unknown; whether the next one is late; and a sentence about both."""

    time: float | None
    is_late: bool | None
    sentence: str


def record():
    cache.set(KEY, time.time(), None)


def last_run() -> LastRun:
    try:
        at = cache.get(KEY)
    except Exception as error:
        if is_cache_error(error):
            return LastRun(None, None, _("unknown, because Redis is away"))
        raise
    if at is None:
        return LastRun(None, None, _("has not run yet"))
    # Not negative, even if the clock was set back since.
    seconds = max(0, round(time.time() - at))
    if seconds > LATE:
        return LastRun(at, True, _("late, last ran %d s ago") % seconds)
    return LastRun(at, False, _("last ran %d s ago") % seconds)
