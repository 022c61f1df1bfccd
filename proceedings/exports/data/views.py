"""Views of data packages, whose files all show the record at one moment."""

from functools import partial

from proceedings.exports.export import Export, export
from proceedings.exports.row_file import row_file
from proceedings.models import Conference
from proceedings.models.reads.present_profile import site_profile
from proceedings.responses import site_url

from .package import write
from .scope import Scope


@export
@row_file(Conference.objects.public())
def conference_zip(request, conference):
    return package_export(request, Scope.of(conference), conference.title, conference.slug)


@export
def data_zip(request):
    return package_export(request, Scope.everything(), str(site_profile()), "proceedings")


def package_export(request, scope, title, name):
    write_package = partial(write, scope=scope, title=title, site=site_url(request))
    return Export(scope.statements, "application/zip", f"{name}.zip", is_attachment=True, write=write_package)
