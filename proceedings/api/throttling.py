"""Rate limits per client address."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class AddressRateThrottle(AnonRateThrottle):
    cache = caches["process"]
