"""What administrators do for an account: delete it, take away a second factor that was lost, end its sessions."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from proceedings.admin.changelist.deletion import MAX_LABELS, count_labels, reference_counts

# allauth's own pages show secrets; its table of addresses is not used: an address is kept with the account itself.
# Django's page for deleting an account lists every version that stands in the way.
for model in (EmailAddress, UserSession, Authenticator, User):
    admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(UserAdmin):
    def get_deleted_objects(self, objs, request):
        """Whoever wrote a version answers for it, and cannot be deleted: of the versions it is told how many."""
        in_the_way = reference_counts(objs) if objs else {}
        if in_the_way:
            return [str(user) for user in objs[:MAX_LABELS]], {}, set(), count_labels(in_the_way)
        return super().get_deleted_objects(objs, request)


class Kept(admin.ModelAdmin):
    """Only read and taken away."""

    list_select_related = ["user"]
    search_fields = ["user__username"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Authenticator)
class FactorAdmin(Kept):
    list_display = fields = ["user", "type", "created_at", "last_used_at"]

    def delete_model(self, request, obj):
        obj.delete()
        # Recovery codes are of no use without a factor that they stand in for.
        delete_dangling_recovery_codes(obj.user)

    def delete_queryset(self, request, queryset):
        for factor in queryset:
            self.delete_model(request, factor)


@admin.register(UserSession)
class SignedInAdmin(Kept):
    list_display = fields = ["user", "ip", "user_agent", "created_at", "last_seen_at"]

    def delete_model(self, request, obj):
        obj.end()

    def delete_queryset(self, request, queryset):
        for session in queryset:
            session.end()
