from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header


def markdown_response(pieces, slug):
    """Return pieces of text as a file of type text/markdown (RFC 7763)."""
    response = StreamingHttpResponse(pieces, content_type="text/markdown; charset=utf-8; variant=CommonMark")
    response.headers["Content-Disposition"] = content_disposition_header(False, f"{slug}.md")
    return response
