"""The widget and the page that show a speaker's portrait to staff."""

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
    """A file input that shows the current portrait, from the address for staff."""

    template_name = "admin/portrait_input.html"

    def is_initial(self, value):
        # Django would ask the storage for a public URL, which it does not have.
        return bool(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs | {"accept": ACCEPTED})
        if context["widget"]["is_initial"]:
            width, height = value.instance.portrait_size
            context["widget"] |= {"src": portrait_url(value.instance), "width": width, "height": height}
        return context


class PortraitPage(AdminPage):
    """The portrait of a speaker, whether or not readers can see it."""

    route = "<key:pk>/portrait/"
    name = "portrait"

    def get(self, request, pk):
        speaker = Speaker.objects.filter(pk=pk).exclude(portrait="").first()
        if speaker is None:
            raise Http404(_("This speaker has no portrait."))
        return portrait_response(request, speaker, "private")


def portrait_url(speaker):
    return reverse("admin:proceedings_speaker_portrait", args=[speaker.pk])
