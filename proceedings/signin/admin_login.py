"""The login view of the admin, which redirects to the sign-in page of the site."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
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
