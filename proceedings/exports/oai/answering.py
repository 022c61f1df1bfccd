"""From a request to the XML that answers it: the package does the protocol, this what it leaves open."""

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
def answer(request):
    """OAI-PMH errors come with status 200, as the protocol has it."""
    given = request.POST if request.method == "POST" else request.GET
    # What XML cannot carry cannot be told back either.
    asked = [(xml_text(name), xml_text(value)) for name, values in given.lists() for value in values]
    return HttpResponse(Server(Repository(request)).told(asked), content_type="text/xml; charset=utf-8")


class Envelopes(XMLTreeServer):
    # What was asked, as it was asked; nothing where it was no question of the protocol.
    asked = ()

    def _outputBasicEnvelope(self, **_kw):  # noqa: N802 - the package's word
        tree, root = super()._outputBasicEnvelope()
        for name, value in self.asked:
            root.find(nsoai("request")).set(name, value)
        return tree, root

    def handleException(self, exception):  # noqa: N802
        if isinstance(exception, error.BadVerbError | error.BadArgumentError):
            self.asked = ()
        return super().handleException(exception)


class Server(ServerBase):
    def __init__(self, repository):
        super().__init__(repository)
        self._tree_server = Envelopes(repository, FORMATS)

    def told(self, asked):
        """The answer to (name, value) pairs, as bytes."""
        self._tree_server.asked = asked
        try:
            check(asked)
        except error.ErrorBase as wrong:
            return self.handleException({}, (type(wrong), wrong, None))
        return self.handleRequest(dict(asked))


def check(asked):
    """Raise what is wrong with a question before its arguments are those of a verb: the package is more lenient."""
    names = [name for name, _value in asked]
    verbs = [value for name, value in asked if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise error.BadVerbError(f"Ask with one verb; there are {', '.join(sorted(VERBS))}.")
    for name in names:
        if names.count(name) > 1:
            raise error.BadArgumentError(f"The argument {name} is given more than once.")
    if "from_" in names:
        raise error.BadArgumentError("Unknown argument: from_")
    window = [value for name, value in sorted(asked) if name in {"from", "until"}]
    for value in window:
        if not DATESTAMP.fullmatch(value):
            raise error.BadArgumentError(f"“{value}” is no time; write it as 2020-09-28T08:00:00Z or 2020-09-28.")
    # Of the same form they compare as texts.
    if len(window) > 1 and len(window[0]) == len(window[1]) and window[0] > window[1]:
        raise error.BadArgumentError("The time in “from” is later than the one in “until”.")
