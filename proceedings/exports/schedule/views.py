"""Views of the programme of a conference."""

from proceedings.exports.export import Export, export
from proceedings.exports.row_file import row_file
from proceedings.models import Conference, Statement
from proceedings.responses import site_url

from .json_file import schedule_json
from .xml_file import schedule_xml


@export
@row_file(Conference.objects.public())
def conference_json(request, conference):
    return schedule_export(request, conference, "application/json", "json", schedule_json)


@export
@row_file(Conference.objects.public())
def conference_xml(request, conference):
    return schedule_export(request, conference, "application/xml", "xml", lambda *given: schedule_xml(*given).decode())


def schedule_export(request, conference, content_type, extension, make):
    site = site_url(request)
    rows = Statement.objects.public().at(conference)
    return Export(
        rows, content_type, f"{conference.slug}-schedule.{extension}", lines=(make(conference, site) for _once in (1,))
    )
