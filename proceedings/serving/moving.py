"""Readers and programs who ask a former address are sent to the present one."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from proceedings.models.former_address import FormerAddress, Named

NOT_FOUND, NOT_UNDERSTOOD = 404, 400
# A merge of two speakers can be undone: nobody should remember its redirects for ever.
HOUR = "max-age=3600"


def moving(get_response):
    """Django's middleware: it looks only at what found nothing, so that other answers cost nothing."""

    def answer(request):
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and (address := present(request, response.status_code)):
            response = HttpResponsePermanentRedirect(address)
            response["Cache-Control"] = HOUR
        return response

    return answer


def present(request, status):
    """The address that a request should have asked for; None where there is none."""
    match = request.resolver_match
    if match is None or match.namespace:
        return None
    if status == NOT_FOUND:
        kwargs = present_words(match)
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return reverse(match.view_name, kwargs=kwargs) + query if kwargs else None
    if status == NOT_UNDERSTOOD:
        query = present_query(request.GET)
        return f"{request.path}?{query.urlencode()}" if query else None
    return None


def present_words(match):
    """The words of an address, with the present ones for the former; None when none of them is a former one."""
    # The name of an address begins with its noun: api-speaker, speaker-cite.
    noun = match.view_name.removeprefix("api-").partition("-")[0]
    changed = {}
    for name, value in match.captured_kwargs.items():
        kind = noun if name == "slug" else name
        if kind in Named and (found := FormerAddress.objects.present(kind, [value])):
            changed[name] = found[value]
    return match.captured_kwargs | changed if changed else None


def present_query(asked):
    """A question, with the present addresses for the former ones in it; None when there are none."""
    query = asked.copy()
    for noun in Named:
        values = query.getlist(noun)
        if values and (found := FormerAddress.objects.present(noun, values)):
            query.setlist(noun, [found.get(value, value) for value in values])
    return query if query != asked else None
