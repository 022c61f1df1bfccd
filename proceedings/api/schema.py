"""The API in OpenAPI 3.1."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from .problems import MEDIA_TYPE, ProblemSerializer
from .records import IDENTITY, Guarded

PROBLEMS = {
    400: "A parameter makes no sense.",
    404: "There is nothing at this address.",
    406: "Another form than JSON was asked for.",
    410: "This was withdrawn; the detail is the reason.",
    429: "Too much was asked in a short time.",
    500: "Something went wrong here.",
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
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of an earlier answer: 304 if it is still true."
)


class Operation(AutoSchema):
    """What is true of every operation: the fields to choose from, conditional requests, one form of problems."""

    @property
    def is_list(self):
        return getattr(self.view, "action", None) == "list"

    def get_override_parameters(self):
        return [CONDITION, *HEADERS, *([LINK, *self.choices_of_fields()] if self.is_list else [])]

    def choices_of_fields(self):
        fields = [name for name in self.view.serializer_class.Meta.fields if name not in IDENTITY]
        yield chosen("fields", fields, "Only these fields, and the addresses.")
        if self.view.heavy:
            yield chosen("expand", self.view.heavy, "These fields too, which a list leaves out.")

    def get_response_serializers(self):
        serializer = super().get_response_serializers()
        answers = {200: row_of(type(serializer)) if self.is_list else serializer, 304: unchanged()}
        codes = PROBLEMS.keys() - ({410} if self.is_list or not self.view.has_tombstones else set())
        return answers | {
            (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=PROBLEMS[code]) for code in sorted(codes)
        }


def chosen(name, values, description):
    schema = {"type": "array", "items": {"type": "string", "enum": [*values]}, "minItems": 1}
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)


def unchanged():
    return OpenApiResponse(None, description="Nothing has changed since the answer with this ETag.")


@cache
def row_of(serializer):
    """The serializer of a list's rows: the same under a name of its own."""
    name = serializer.__name__.replace("Serializer", "RowSerializer")
    return type(name, (serializer,), {"__doc__": "A row of a list: the addresses, and the fields that are asked for."})


def lists_show_what_is_asked(result, generator, request, public):
    """A hook of drf-spectacular: a list's rows promise no more than their addresses."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Row"):
            schema["required"] = [*IDENTITY]
    return result


@cache
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaRenderer(JSONRenderer):
    media_type = "application/vnd.oai.openapi+json"


@extend_schema(exclude=True)
class Schema(Guarded, APIView):
    """This API in OpenAPI's own words."""

    renderer_classes = [SchemaRenderer, JSONRenderer]

    def get(self, request):
        return Response(document())
