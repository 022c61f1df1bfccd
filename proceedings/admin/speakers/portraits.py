"""The portrait of a speaker for staff, whether readers see it or not."""

from django.contrib.admin.widgets import AdminFileWidget
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.admin.base.pages import AdminPage
from proceedings.models import Speaker
from proceedings.models.columns.portraits import FORMATS
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


class PortraitPage(AdminPage):
    """The portrait of a speaker, whether or not readers can see it."""

    route = "<key:pk>/portrait/"
    name = "portrait"

    def get(self, request, pk):
        speaker = Speaker.objects.filter(pk=pk).exclude(portrait="").first()
        if speaker is None:
            raise Http404(_("There is no portrait at this address."))
        return portrait_response(request, speaker, "private")


def portrait_page(speaker):
    return reverse("admin:proceedings_speaker_portrait", args=[speaker.pk])
