from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.base.pictures import LogoPage, PictureInput
from proceedings.models import SiteProfile
from proceedings.models.columns.portraits import PictureField
from proceedings.models.reads.present_profile import site_profile


@admin.register(SiteProfile)
class SiteProfileAdmin(NounAdmin):
    """The one row that says how the site names itself."""

    formfield_overrides = {PictureField: {"widget": PictureInput}}
    pages = [*NounAdmin.pages, LogoPage]
    list_display = ["name", "publisher", "licence"]
    fieldsets = [
        (None, {"fields": ["name", "tagline"]}),
        (_("Publisher"), {"fields": ["publisher", "publisher_url", "logo"]}),
        (_("Contact"), {"fields": ["email", "contact_url"]}),
        (_("Rights"), {"fields": ["licence", "licence_url", "rights"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not site_profile().pk

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, obj):
        return reverse("about")
