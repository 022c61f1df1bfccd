"""The portrait of a speaker for staff, whether readers see it or not."""

from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from proceedings.admin.forms.widgets import KEY
from proceedings.models import Speaker
from proceedings.models.columns.portraits import FORMATS, PortraitField
from proceedings.serving.portraits import portrait_response

ACCEPTED = ",".join(f"image/{name.lower()}" for name in FORMATS)


class PortraitInput(AdminFileWidget):
    """Shows the portrait that there is, from staff's own address."""

    template_name = "admin/portrait_input.html"

    def is_initial(self, value):
        # The storage has no address for readers.
        return bool(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs | {"accept": ACCEPTED})
        if context["widget"]["is_initial"]:
            width, height = value.instance.portrait_size
            context["widget"] |= {"src": portrait_page(value.instance), "width": width, "height": height}
        return context


class Portraits:
    """Adds the address to the admin of speakers."""

    formfield_overrides = {PortraitField: {"widget": PortraitInput}}

    def get_urls(self):
        view = self.admin_site.admin_view(self.portrait)
        return [path("<path:object_id>/portrait/", view, name="proceedings_speaker_portrait"), *super().get_urls()]

    def portrait(self, request, object_id):
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Speaker.objects.filter(pk=object_id).exclude(portrait="").first() if KEY.fullmatch(object_id) else None
        if found is None:
            raise Http404(_("There is no portrait at this address."))
        return portrait_response(request, found, "private")


def portrait_page(speaker):
    return reverse("admin:proceedings_speaker_portrait", args=[speaker.pk])
