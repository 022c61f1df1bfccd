"""Views of data packages, which are complete before they are sent: all files show the record at one moment."""

import tempfile

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.exports.row_file import row_file
from proceedings.models import Conference
from proceedings.models.snapshot import snapshot
from proceedings.responses import site_url

from .package import write
from .scope import Scope

# Bytes kept in memory; a larger package is on disk until it is sent.
MEMORY = 1 << 20


@row_file(Conference.objects.public())
def conference_zip(request, conference):
    return package_response(request, Scope.of(conference), conference.title, conference.slug)


@require_safe
def data_zip(request):
    return package_response(request, Scope.everything(), _("Proceedings"), "proceedings")


def package_response(request, scope, title, name):
    if request.method == "HEAD":
        # HEAD need not wait for a package.
        return HttpResponse(content_type="application/zip")
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115 - the response closes it
    with snapshot():
        write(file, scope, title, site_url(request))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
