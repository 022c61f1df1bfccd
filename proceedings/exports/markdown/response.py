from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from proceedings.exports.export import Export

MEDIA_TYPE = "text/markdown; charset=utf-8; variant=CommonMark"  # RFC 7763


def markdown_response(pieces, slug):
    """Return pieces of text as a Markdown file."""
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(False, f"{slug}.md")
    return response


def markdown_export(statements, pieces, slug):
    """Return the Export of a row with its statements."""
    return Export(statements, MEDIA_TYPE, f"{slug}.md", lines=pieces)
