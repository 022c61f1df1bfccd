"""The API in OpenAPI 3.1."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from proceedings.api.problems import MEDIA_TYPE, ProblemSerializer
from proceedings.api.serializers.records import IDENTITY
from proceedings.api.viewsets import ReadOnlyView
from proceedings.models.reads.present_profile import site_profile

PROBLEMS = {
    400: "A parameter is not valid.",
    404: "There is nothing at this address.",
    406: "The API only returns JSON.",
    410: "This was withdrawn; the detail is the reason.",
    429: "Too many requests.",
    500: "Something went wrong.",
}
HEADERS = [
    OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 304], description="For If-None-Match."),
    OpenApiParameter("Retry-After", int, OpenApiParameter.HEADER, response=[429], description="In seconds."),
]
LINK = OpenApiParameter(
    "Link",
    str,
    OpenApiParameter.HEADER,
    response=[200],
    description="The first, last, previous and next page (RFC 8288).",
)
CONDITION = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of an earlier response: status 304 if nothing has changed since.",
)


class OperationSchema(AutoSchema):
    """Adds the choice of fields, conditional requests and problem details to every operation."""

    @property
    def is_list(self):
        return getattr(self.view, "action", None) == "list"

    def get_override_parameters(self):
        parameters = [CONDITION, *HEADERS]
        if self.is_list:
            parameters += [LINK, *self.field_parameters()]
        return parameters

    def field_parameters(self):
        fields = [name for name in self.view.serializer_class.Meta.fields if name not in IDENTITY]
        yield names_parameter("fields", fields, "Show only these fields and the addresses.")
        if self.view.heavy:
            yield names_parameter("expand", self.view.heavy, "Also show these fields, which a list leaves out.")

    def get_response_serializers(self):
        serializer = super().get_response_serializers()
        responses = {200: row_serializer(type(serializer)) if self.is_list else serializer, 304: not_modified()}
        codes = PROBLEMS.keys() - ({410} if self.is_list or not self.view.has_tombstones else set())
        return responses | {
            (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=PROBLEMS[code]) for code in sorted(codes)
        }


def names_parameter(name, values, description):
    schema = {"type": "array", "items": {"type": "string", "enum": list(values)}, "minItems": 1}
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)


def not_modified():
    return OpenApiResponse(None, description="Nothing has changed since the response with this ETag.")


@cache
def row_serializer(serializer):
    """The serializer of a list's rows: the same under another name, because a row may lack fields."""
    name = serializer.__name__.replace("Serializer", "RowSerializer")
    return type(name, (serializer,), {"__doc__": "A row of a list: its addresses and the chosen fields."})


def require_only_identity(result, generator, request, public):
    """Require only the slug and addresses of a list's rows: a postprocessing hook of drf-spectacular."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Row"):
            schema["required"] = list(IDENTITY)
    return result


@cache
def openapi_document():
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaRenderer(JSONRenderer):
    media_type = "application/vnd.oai.openapi+json"


@extend_schema(exclude=True)
class Schema(ReadOnlyView, APIView):
    """The OpenAPI description of this API."""

    renderer_classes = [SchemaRenderer, JSONRenderer]

    def get(self, request):
        document = openapi_document()
        return Response(document | {"info": document["info"] | {"title": str(site_profile())}})
