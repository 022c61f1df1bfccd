from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.serializers import Serializer, URLField
from rest_framework.views import APIView

from .viewsets import ReadOnlyView

NAMES = ("conferences", "sessions", "speakers", "organisations", "themes", "statements", "schema")


class RootSerializer(Serializer):
    """The addresses of the lists, of the schema and of the reference."""

    def get_fields(self):
        return {name: URLField() for name in (*NAMES, "reference")}


class Root(ReadOnlyView, APIView):
    """The starting point of the API."""

    serializer_class = RootSerializer

    def get(self, request):
        names = {name: f"api-{name}" for name in NAMES} | {"reference": "api"}
        return Response({key: request.build_absolute_uri(reverse(name)) for key, name in names.items()})


@extend_schema(exclude=True)
class UnknownAddress(ReadOnlyView, APIView):
    """Answers every other address with a problem of status 404."""

    parameters = None

    def get(self, request):
        raise NotFound(_("There is nothing at this address."))
