"""The widget and the page that show the picture of a row to staff: a portrait, or the logo of the site."""

from django.contrib.admin.widgets import AdminFileWidget
from django.http import Http404
from django.utils.translation import gettext as _

from proceedings.models.columns.portraits import FORMATS
from proceedings.serving.pictures import picture_response

from .pages import AdminPage, page_url

ACCEPTED = ",".join(f"image/{name.lower()}" for name in FORMATS)


class PictureInput(AdminFileWidget):
    """A file input that shows the current picture, from the address for staff."""

    template_name = "admin/picture_input.html"

    def is_initial(self, value):
        # Django would ask the storage for a public URL, which it does not have.
        return bool(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs | {"accept": ACCEPTED})
        if context["widget"]["is_initial"]:
            width, height = value.instance.picture_size
            context["widget"] |= {"src": picture_url(value.instance), "width": width, "height": height}
        return context


class PicturePage(AdminPage):
    """The picture of a row, whether or not readers can see it. Subclasses define `route` and `name`."""

    def get(self, request, pk):
        row = self.model.objects.filter(pk=pk).exclude(**{self.model.picture_field: ""}).first()
        if row is None:
            raise Http404(_("There is no picture at this address."))
        return picture_response(request, row, self.name, "private")


class PortraitPage(PicturePage):
    route = "<key:pk>/portrait/"
    name = "portrait"


class LogoPage(PicturePage):
    route = "<key:pk>/logo/"
    name = "logo"


def picture_url(row):
    return page_url(row._meta, row.picture_field, row.pk)
