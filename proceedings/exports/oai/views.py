"""The view of OAI-PMH: the package `oaipmh` implements the protocol, this module adds stricter checks."""

import re

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from oaipmh import error
from oaipmh.metadata import MetadataRegistry
from oaipmh.server import ServerBase, XMLTreeServer, nsoai

from proceedings.text import xml_text

from . import dublin_core
from .repository import Repository

VERBS = {"GetRecord", "Identify", "ListIdentifiers", "ListMetadataFormats", "ListRecords", "ListSets"}
DATESTAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
FORMATS = MetadataRegistry()
FORMATS.registerWriter(dublin_core.PREFIX, dublin_core.write)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """Answer an OAI-PMH request; errors have status 200, as the protocol requires."""
    params = request.POST if request.method == "POST" else request.GET
    # The response repeats the arguments, so they must be valid in XML.
    arguments = [(xml_text(name), xml_text(value)) for name, values in params.lists() for value in values]
    return HttpResponse(Server(Repository(request)).response(arguments), content_type="text/xml; charset=utf-8")


class TreeServer(XMLTreeServer):
    """Repeats the arguments in the `request` element, unless they are invalid."""

    arguments = ()

    def _outputBasicEnvelope(self, **_kw):  # noqa: N802 - the package's name
        tree, root = super()._outputBasicEnvelope()
        for name, value in self.arguments:
            root.find(nsoai("request")).set(name, value)
        return tree, root

    def handleException(self, exception):  # noqa: N802
        if isinstance(exception, error.BadVerbError | error.BadArgumentError):
            self.arguments = ()
        return super().handleException(exception)


class Server(ServerBase):
    def __init__(self, repository):
        super().__init__(repository)
        self._tree_server = TreeServer(repository, FORMATS)

    def response(self, arguments):
        """Return the XML for (name, value) pairs as bytes."""
        self._tree_server.arguments = arguments
        try:
            validate(arguments)
        except error.ErrorBase as exception:
            return self.handleException({}, (type(exception), exception, None))
        return self.handleRequest(dict(arguments))


def validate(arguments):
    """Raise an OAI-PMH error for arguments that the package would accept and the protocol does not."""
    names = [name for name, _value in arguments]
    verbs = [value for name, value in arguments if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise error.BadVerbError(f"Give exactly one verb: {', '.join(sorted(VERBS))}.")
    for name in names:
        if names.count(name) > 1:
            raise error.BadArgumentError(f"The argument {name} is given more than once.")
    if "from_" in names:
        raise error.BadArgumentError("Unknown argument: from_")
    window = [value for name, value in sorted(arguments) if name in {"from", "until"}]
    for value in window:
        if not DATESTAMP.fullmatch(value):
            raise error.BadArgumentError(f"“{value}” is not a valid date. Write 2020-09-28T08:00:00Z or 2020-09-28.")
    # Times of the same form compare as text.
    if len(window) > 1 and len(window[0]) == len(window[1]) and window[0] > window[1]:
        raise error.BadArgumentError("The date in “from” is later than the date in “until”.")
