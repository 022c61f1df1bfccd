"""The views that all models share."""

from django.utils.functional import cached_property
from rest_framework.viewsets import ReadOnlyModelViewSet

from .query_params import chosen_names, validate_names
from .serializers.records import IDENTITY


class ReadOnlyView:
    """Accepts GET and HEAD, and refuses unknown query parameters."""

    http_method_names = ("get", "head")
    # None accepts any parameter.
    parameters = ()
    has_tombstones = False

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.parameters is not None:
            validate_names(request.query_params, self.parameters)

    @property
    def default_response_headers(self):
        # The response depends on Accept: any media type but JSON is refused.
        return super().default_response_headers | {"Vary": "Accept"}


class RecordViewSet(ReadOnlyView, ReadOnlyModelViewSet):
    """A list and its rows. The list leaves out `heavy` fields unless `expand` or `fields` names them."""

    heavy = ()
    # The prefetch that a field needs when it is shown: {field: prefetch}.
    related = {}
    # The columns that make up a row's address; a cursor follows their order.
    address = ("slug",)

    @property
    def parameters(self):
        if self.action != "list":
            return ()
        expand = ("expand",) if self.heavy else ()
        return (*self.filterset_class.base_filters, *self.paginator.parameters, "fields", *expand)

    @cached_property
    def shown(self):
        """The names of the fields to show; raises ValidationError."""
        every = self.serializer_class.Meta.fields
        if self.action != "list":
            return every
        query = self.request.query_params
        fields = chosen_names(query, "fields", every) or [name for name in every if name not in self.heavy]
        return {*IDENTITY, *fields, *chosen_names(query, "expand", self.heavy)}

    def get_queryset(self):
        prefetches = [prefetch for name, prefetch in self.related.items() if name in self.shown]
        return super().get_queryset().prefetch_related(*prefetches)

    def get_serializer(self, *args, **kwargs):
        return super().get_serializer(*args, shown=self.shown, **kwargs)

    def get_object(self):
        if row := self.get_row(**self.kwargs):
            return row
        raise self.missing(**self.kwargs)

    def get_row(self, slug):
        return self.get_queryset().filter(slug=slug).first()

    def missing(self, **address):
        """The exception to raise for an address without a public row."""
        raise NotImplementedError
