"""How often one address may ask."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class Haste(AnonRateThrottle):
    cache = caches["process"]
