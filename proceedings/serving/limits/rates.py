"""How many requests a client address may send in a period, counted by all processes together.

Each process counts by itself, and adds its count to the shared cache after every tenth of the rate. So the requests of
nearly all readers write nothing, and an address can exceed its rate by at most a tenth for each process.
"""

import re
import threading
import time
from dataclasses import dataclass
from typing import NamedTuple

from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import Error
from django.utils.crypto import salted_hmac

from proceedings.serving.shared_cache import is_cache_error

# High enough for a newsroom whose members share one address.
DEFAULTS = {"API_RATE": "300/min", "SEARCH_RATE": "120/min", "FILE_RATE": "60/min", "FORM_RATE": "60/min"}
RATE = re.compile(r"([1-9]\d*)/([smhd])[a-z]*", re.ASCII)
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 24 * 3600}
# A process shares its count when it has reached one tenth of the rate.
UNSHARED = 10


class Rate(NamedTuple):
    requests: int
    seconds: int


def rates(env) -> dict[str, Rate]:
    """Return the rates by the names of their variables. Raise ImproperlyConfigured for an invalid one."""
    return {name: parse_rate(name, env(name, default=default)) for name, default in DEFAULTS.items()}


def parse_rate(name, text) -> Rate:
    """
    >>> parse_rate("API_RATE", "1000/hour")
    Rate(requests=1000, seconds=3600)
    """
    if not (match := RATE.fullmatch(text)):
        raise ImproperlyConfigured(f"{name} must be a number and a unit of time, such as 300/min or 1000/hour.")
    return Rate(int(match[1]), SECONDS[match[2]])


@dataclass
class Count:
    """The requests of one address in the present period."""

    total: int = 0
    unshared: int = 0


class Counter:
    """The requests of all addresses in the present period, for one rate."""

    def __init__(self, name, rate):
        self.name, self.rate = name, rate
        self.lock = threading.Lock()
        self.period, self.counts = None, {}

    def seconds_to_wait(self, address) -> int:
        """Count a request. Return 0 if it is allowed, or else the seconds until the next period."""
        now = time.time()
        period = int(now // self.rate.seconds)
        with self.lock:
            if period != self.period:
                self.period, self.counts = period, {}
            count = self.counts.setdefault(address, Count())
            if count.total < self.rate.requests:
                count.unshared += 1
            count.total += 1
            unshared = count.unshared if count.unshared * UNSHARED >= self.rate.requests else 0
            count.unshared -= unshared
        if unshared:
            key = salted_hmac("rate", f"{self.name} {period} {address}").hexdigest()
            total = add_to_shared(key, unshared, self.rate.seconds)
            with self.lock:
                count.total = max(count.total, total)
        return self.rate.seconds - int(now % self.rate.seconds) if count.total > self.rate.requests else 0


def add_to_shared(key, number, seconds) -> int:
    """Add to a count of all processes, and return it. Return 0 without the cache, so that readers are not refused."""
    try:
        if cache.add(key, number, seconds):
            return number
        return cache.incr(key, number)
    except (Error, ValueError):
        # ValueError: the count has just expired.
        return 0
    except Exception as error:
        if not is_cache_error(error):
            raise
        return 0
