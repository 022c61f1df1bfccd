import gc

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin import apps as admin_apps
from django.contrib.admin import checks as admin_checks
from django.core import checks
from django.urls import path
from django.utils.translation import gettext_lazy as _


class ProceedingsConfig(AppConfig):
    name = "proceedings"
    verbose_name = _("The record")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # manage.py has switched garbage collection off: the first collections would go through all imported modules.
        gc.freeze()
        gc.enable()
        from .exports.book import font_check  # noqa: F401 - registers the check
        from .signin import audit_log, middleware, password_resets  # noqa: F401 - connects receivers and handlers


def check_registered_admins(app_configs, **kwargs):
    """Check the admin of each model, as Django does. Import the admin first: the URLs may not be loaded yet."""
    admin.autodiscover()
    return admin_checks.check_admin_app(app_configs, **kwargs)


# Not imported by name: Django would take SimpleAdminConfig for this app's own configuration.
class ProceedingsAdminConfig(admin_apps.SimpleAdminConfig):
    """Django's admin with ProceedingsAdminSite.

    Only the URLs import the admin of each model, because it would double the start of commands without URLs.
    """

    default = False
    default_site = "proceedings.apps.ProceedingsAdminSite"

    def ready(self):
        checks.register(admin_checks.check_dependencies, checks.Tags.admin)
        checks.register(check_registered_admins, checks.Tags.admin)


class ProceedingsAdminSite(admin.AdminSite):
    """The admin with the desk as its first page, a guide and a preview of Markdown.

    It is here because the models register with it, so it must exist before the admin package is imported.
    """

    index_template = "admin/desk.html"

    @property
    def site_header(self):
        from .models.reads.present_profile import site_profile

        return str(site_profile())

    site_title = site_header

    def index(self, request, extra_context=None):
        from .admin.dashboard.desk import desk_context

        return super().index(request, {**desk_context(request), **(extra_context or {})})

    def get_urls(self):
        from .admin.dashboard.guide import GuidePage, GuidePicture
        from .admin.workbench.markdown_preview import markdown_preview

        return [
            path("markdown/", self.admin_view(markdown_preview), name="markdown"),
            path("guide/", self.admin_view(GuidePage.as_view()), name="guide"),
            path("guide/pictures/<slug:name>.png", self.admin_view(GuidePicture.as_view()), name="guide_picture"),
            *super().get_urls(),
        ]
