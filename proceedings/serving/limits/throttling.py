"""Limits of costly requests for each client address: searches, files and forms. Cheap pages are not counted."""

from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from .client_address import client_network
from .costs import Cost, cost_of
from .rates import Counter

API_PATH = "/api/v1/"
FORM_PATHS = ("/accounts/", "/admin/login/", "/approval/")
NAMES = {Cost.SEARCH: "SEARCH_RATE", Cost.FILE: "FILE_RATE"}
MINUTE = 60


def limit_requests(get_response):
    """Middleware. Requests over the rate of their client address get a page with status 429."""

    def middleware(request):
        name = name_of_rate(request)
        seconds = seconds_to_wait(name, request) if name else 0
        return too_many_requests(request, seconds) if seconds else get_response(request)

    return middleware


def name_of_rate(request) -> str | None:
    """Return the name of the rate of a request. None if it is not limited here: the API has a throttle of its own."""
    if request.path.startswith(API_PATH):
        return None
    if request.method == "POST" and request.path.startswith(FORM_PATHS):
        return "FORM_RATE"
    return NAMES.get(cost_of(request.method, request.path, request.META.get("QUERY_STRING", "")))


def seconds_to_wait(name, request) -> int:
    """Count a request. Return 0 if its client may send it, as staff always may, or else the seconds to wait."""
    rate, address = settings.RATES[name], client_network(request)
    if not rate or not address:
        return 0
    seconds = counter(name, rate).seconds_to_wait(address)
    # Look the user up only now, because it takes a query. The API has no users.
    return 0 if seconds and getattr(request.user, "is_staff", False) else seconds


@cache
def counter(name, rate) -> Counter:
    return Counter(name, rate)


def too_many_requests(request, seconds):
    params = {"minutes": max(1, round(seconds / MINUTE))}
    response = render(request, "429.html", params, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response
