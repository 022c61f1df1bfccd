"""Administration of accounts: delete an account, remove a lost second factor, end sessions."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from proceedings.admin.base.read_only import ReadOnlyMixin
from proceedings.admin.changelist.deletion import MAX_LABELS, count_labels, reference_counts

# allauth's own pages show secrets. Its table of email addresses is not used: the account has the address.
# Django's page that deletes an account would list each version that its user wrote.
for model in (EmailAddress, UserSession, Authenticator, User, Group):
    admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(UserAdmin):
    # Two lists side by side are hard to use without a mouse.
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")

    def get_deleted_objects(self, objs, request):
        """Refuse to delete a user who has written history; report how many versions they wrote."""
        protected = reference_counts(objs) if objs else {}
        if protected:
            return [str(user) for user in objs[:MAX_LABELS]], {}, set(), count_labels(protected)
        return super().get_deleted_objects(objs, request)


@admin.register(Group)
class GroupOfAccountsAdmin(GroupAdmin):
    filter_horizontal = ()


class OfAccountAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Rows of an account, which can only be viewed and deleted."""

    list_select_related = ["user"]
    search_fields = ["user__username"]

    def delete_queryset(self, request, queryset):
        for row in queryset:
            self.delete_model(request, row)


@admin.register(Authenticator)
class FactorAdmin(OfAccountAdmin):
    list_display = fields = ["user", "type", "created_at", "last_used_at"]

    def delete_model(self, request, obj):
        obj.delete()
        # Recovery codes are useless without a factor that they replace.
        delete_dangling_recovery_codes(obj.user)


@admin.register(UserSession)
class UserSessionAdmin(OfAccountAdmin):
    list_display = fields = ["user", "ip", "user_agent", "created_at", "last_seen_at"]

    def delete_model(self, request, obj):
        obj.end()
