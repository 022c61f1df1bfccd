"""The answer to a form whose token is not valid any more, for example because its user signed in again elsewhere."""

from django.shortcuts import render

from .kept_forms import texts_of
from .middleware import PATH


def csrf_failure(request, reason=""):
    """Show the texts that were sent, to copy them, and link to the page of the form."""
    is_form = request.path.startswith(PATH) and is_same_site(request)
    context = {"form_address": request.get_full_path(), "texts": texts_of(request)} if is_form else {}
    return render(request, "403_csrf.html", context, status=403)


def is_same_site(request):
    """Return whether the browser says that a page of this site has sent the form."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
