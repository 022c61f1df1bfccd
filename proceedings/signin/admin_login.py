"""The views of the admin that the site replaces: signing in, which redirects to its own page, and redirects by key."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


@never_cache
def sign_in(request):
    """Redirect anonymous users to the sign-in page. Refuse users who are not staff."""
    desk = reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or desk)
    if not request.user.is_staff:
        raise PermissionDenied
    return HttpResponseRedirect(desk)


def not_found(request, **keys):
    raise Http404(_("There is no page at this address."))
