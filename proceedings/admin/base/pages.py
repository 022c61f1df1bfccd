"""Pages of the admin other than the lists and forms of a model, as class-based views.

A ModelAdmin names the pages that it adds: `pages = [*NounAdmin.pages, PortraitPage]`.
"""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views import View

from . import converters  # noqa: F401 - registers <key:…>


class AdminPage(View):
    """A page below the list of a model, for signed-in staff."""

    # The instance of ModelAdmin that the page belongs to; as_view() sets it.
    model_admin = None
    # The route below the list of the model, such as "<key:pk>/approvals/".
    route = ""
    # The last part of the name of its URL: admin:proceedings_statement_<name>.
    name = ""
    template_name = ""
    title = ""

    @classmethod
    def url_name(cls, opts):
        return f"{opts.app_label}_{opts.model_name}_{cls.name}"

    @classmethod
    def url_pattern(cls, model_admin):
        view = model_admin.admin_site.admin_view(cls.as_view(model_admin=model_admin))
        return path(cls.route, view, name=cls.url_name(model_admin.opts))

    @property
    def model(self):
        return self.model_admin.model

    @property
    def opts(self):
        return self.model_admin.opts

    def dispatch(self, request, *args, **kwargs):
        if not self.has_permission():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def has_permission(self):
        """Return whether the user may open the page; `self.request` and `self.kwargs` are set."""
        return self.model_admin.has_view_permission(self.request)

    def get_context(self, **context):
        """Return the context that all pages share, with the page's own."""
        shared = self.model_admin.admin_site.each_context(self.request)
        return {**shared, "title": self.title, "opts": self.opts, "media": self.model_admin.media, **context}

    def render(self, *, status=None, **context):
        """Return the response with the page's template."""
        return TemplateResponse(self.request, self.template_name, self.get_context(**context), status=status)

    def reverse(self, name, *args):
        """Return the address of another page of the same model, such as reverse("history", pk)."""
        return page_url(self.opts, name, *args)


def page_url(opts, name, *args):
    """Return the address of a page of any model in the admin."""
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args)
