"""The choices of a reference, as JSON for the widget that searches while the editor types."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView

from .pages import AdminPage


class ChoicesPage(AdminPage, AutocompleteJsonView):
    """Django's autocomplete, with labels that distinguish two opening sessions or two directors."""

    route = "choices/"
    name = "choices"

    @property
    def admin_site(self):
        return self.model_admin.admin_site

    def get_queryset(self):
        return self.model_admin.narrow_choices(self.request, super().get_queryset())

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.label(obj)}
