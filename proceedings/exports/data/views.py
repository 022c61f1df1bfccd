"""Packages are finished before they are sent: half a zip helps nobody, and its parts must fit together."""

import tempfile

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.exports.beside import beside
from proceedings.models import Conference
from proceedings.models.snapshot import snapshot
from proceedings.responses import site_url

from .package import write
from .scope import Scope

# Bytes that are kept in memory; a larger package lies on the disk until it is sent.
SMALL = 1 << 20


@beside(Conference.objects.public())
def conference_zip(request, conference):
    return packed(request, Scope.of(conference), conference.title, conference.slug)


@require_safe
def data_zip(request):
    return packed(request, Scope.everything(), _("Proceedings"), "proceedings")


def packed(request, scope, title, name):
    if request.method == "HEAD":
        # Nobody waits for a package only to hear that there is one.
        return HttpResponse(content_type="application/zip")
    file = tempfile.SpooledTemporaryFile(SMALL)  # noqa: SIM115 - the response closes it
    with snapshot():
        write(file, scope, title, site_url(request))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
