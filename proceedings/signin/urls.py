"""URLs of the allauth views that the site uses.

Administrators manage accounts and their e-mail addresses, so there are no pages to sign up or change an address.
"""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required as confirmed
from allauth.usersessions.views import list_usersessions
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from . import admin_login

urlpatterns = [
    path("admin/login/", admin_login.sign_in),
    # Django's redirect from a primary key to a page would reveal the addresses of hidden rows to all staff.
    path("admin/r/<path:keys>", admin_login.not_found),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("accounts/", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path(
        "accounts/password/set/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("accounts/sessions/", confirmed(list_usersessions, allow_get=True), name="usersessions_list"),
]
