"""A second factor that was lost is taken away here, so that its owner can set up another."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin

# Addresses are kept with the account itself; sessions are their owner's.
for model in (EmailAddress, UserSession, Authenticator):
    admin.site.unregister(model)


@admin.register(Authenticator)
class FactorAdmin(admin.ModelAdmin):
    list_display = fields = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    list_filter = ["type"]
    search_fields = ["user__username"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
