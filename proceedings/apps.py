from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as staff
from django.urls import path
from django.utils.translation import gettext_lazy as _


class ProceedingsConfig(AppConfig):
    name = "proceedings"
    verbose_name = _("The record")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .signin import guard, journal  # noqa: F401 - from now on they hear of every sign-in


class StaffConfig(staff.AdminConfig):
    """Django's admin, with the editors' desk for its first page."""

    default = False
    default_site = "proceedings.apps.Desk"


class Desk(admin.AdminSite):
    """The staff's pages. Here, because the nouns that register with it are not there before it is."""

    index_template = "admin/desk.html"

    def index(self, request, extra_context=None):
        from .admin.dashboard.desk import desk_of

        return super().index(request, {**desk_of(request), **(extra_context or {})})

    def get_urls(self):
        from .admin.dashboard.guide import guide, picture
        from .admin.workbench.next_statement import preview

        return [
            path("markdown/", self.admin_view(preview), name="markdown"),
            path("guide/", self.admin_view(guide), name="guide"),
            path("guide/pictures/<slug:name>.png", self.admin_view(picture), name="guide_picture"),
            *super().get_urls(),
        ]
