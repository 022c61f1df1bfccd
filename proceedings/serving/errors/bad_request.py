"""The response to a request that Django refuses, such as a form with too much text."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Return a page with the remedy, if there is one. It needs no database."""
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return HttpResponseBadRequest(render_to_string("400.html", {"is_too_large": is_too_large}))
