"""Redirects from former addresses to present ones."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from proceedings.models.former_address import AddressedNoun, FormerAddress

NOT_FOUND, BAD_REQUEST = 404, 400
# A merge of two speakers can be undone, so caches must not keep its redirects for ever.
HOUR = "max-age=3600"


def redirect_former_addresses(get_response):
    """Middleware. Only requests that failed are looked up, so that others cost nothing."""

    def middleware(request):
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and (address := present_address(request, response.status_code)):
            response = HttpResponsePermanentRedirect(address)
            response["Cache-Control"] = HOUR
        return response

    return middleware


def present_address(request, status):
    """The present address for a request with a former one, or None."""
    match = request.resolver_match
    if match is None or match.namespace:
        return None
    if status == NOT_FOUND:
        kwargs = present_kwargs(match)
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return reverse(match.view_name, kwargs=kwargs) + query if kwargs else None
    if status == BAD_REQUEST:
        query = present_query(request.GET)
        return f"{request.path}?{query.urlencode()}" if query else None
    return None


def present_kwargs(match):
    """The captured arguments with present slugs for former ones, or None if no slug is a former one."""
    # A URL name begins with its model: api-speaker, speaker-cite.
    model = match.view_name.removeprefix("api-").partition("-")[0]
    changed = {}
    for name, value in match.captured_kwargs.items():
        kind = model if name == "slug" else name
        if kind in AddressedNoun and (present := FormerAddress.objects.present(kind, [value])):
            changed[name] = present[value]
    return match.captured_kwargs | changed if changed else None


def present_query(params):
    """The query parameters with present slugs for former ones, or None if no slug is a former one."""
    query = params.copy()
    for kind in AddressedNoun:
        values = query.getlist(kind)
        if values and (present := FormerAddress.objects.present(kind, values)):
            query.setlist(kind, [present.get(value, value) for value in values])
    return query if query != params else None
