"""The rate of API requests per client address."""

from rest_framework.throttling import BaseThrottle

from proceedings.serving.limits.throttling import seconds_to_wait


class AddressRateThrottle(BaseThrottle):
    def allow_request(self, request, view):
        self.seconds = seconds_to_wait("API_RATE", request)
        return not self.seconds

    def wait(self):
        return self.seconds
