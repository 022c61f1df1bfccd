from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.responses import site_url


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def description(request):
    """Describe the search for browsers, which offer it in the address bar."""
    return render(
        request,
        "opensearch.xml",
        {"site": site_url(request)},
        content_type="application/opensearchdescription+xml",
    )
