"""A page that is ready to be sent, in each encoding."""

import hashlib
from typing import NamedTuple

from .encodings import acceptable, encoded

# Bytes of the largest page: the gateway sends it in one piece.
LARGEST = 256 * 2**10
# Bytes of memory that a page takes besides its bodies.
OVERHEAD = 4096
# Browsers revalidate each time. Caches in front of the site revalidate after five seconds, and may send their copy for
# five more meanwhile, or for an hour if the site fails.
CACHE_CONTROL = b"public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=3600"
# Headers of a response that belong to one request or one form of the body.
REPLACED = {b"content-length", b"etag", b"vary", b"x-request-id"}
# Headers of a 304 response: those that Django keeps, and those of its outer middleware.
NOT_MODIFIED = {
    b"cache-control",
    b"cross-origin-opener-policy",
    b"etag",
    b"expires",
    b"last-modified",
    b"referrer-policy",
    b"strict-transport-security",
    b"vary",
    b"x-content-type-options",
}
OK, UNCHANGED = 200, 304


class Answer(NamedTuple):
    status: int
    headers: list
    body: bytes


class Page:
    """A response of this route at this revision. `headers` are pairs of bytes, with names in lower case."""

    __slots__ = ("etag", "forms", "headers", "revision", "route", "size", "unchanged")

    def __init__(self, route, revision, headers, body):
        self.route, self.revision = route, revision
        given = dict(headers)
        # Weak, because all encodings of the body have the same ETag.
        tag = given.get(b"etag", b"").removeprefix(b"W/") or b'"%s"' % hashlib.sha256(body).hexdigest()[:32].encode()
        self.etag = b"W/" + tag
        self.headers = [pair for pair in headers if pair[0] not in REPLACED]
        self.headers += [(b"etag", self.etag), (b"vary", b"Accept-Encoding")]
        if b"cache-control" not in given:
            self.headers.append((b"cache-control", CACHE_CONTROL))
        self.unchanged = [pair for pair in self.headers if pair[0] in NOT_MODIFIED]
        self.forms = {b"": self.form(body)}
        for name, content in encoded(body, given.get(b"content-type", b"")).items():
            self.forms[name] = self.form(content, (b"content-encoding", name))
        self.size = OVERHEAD + sum(len(body) for _headers, body in self.forms.values())

    def form(self, body, *headers):
        return [*self.headers, *headers, (b"content-length", b"%d" % len(body))], body

    def answer(self, method, accepted, tags, *headers) -> Answer:
        """Return the response to a request, given its Accept-Encoding and If-None-Match, each None if absent."""
        if tags is not None and (tags == self.etag or self.is_among(tags)):
            return Answer(UNCHANGED, [*self.unchanged, *headers], b"")
        own, body = self.forms[b""]
        if accepted is not None:
            for name in acceptable(accepted):
                if name in self.forms:
                    own, body = self.forms[name]
                    break
        return Answer(OK, [*own, *headers], b"" if method == "HEAD" else body)

    def is_among(self, tags) -> bool:
        """Compare weakly (RFC 9110, 13.1.2)."""
        return tags.strip() == b"*" or self.etag[2:] in (tag.strip().removeprefix(b"W/") for tag in tags.split(b","))

    def outdated(self, method, notice, *headers) -> Answer:
        """Return the response with a notice for readers, without an ETag, because the notice changes the body."""
        own, body = self.forms[b""]
        body = with_notice(body, notice)
        own = [pair for pair in own if pair[0] not in {b"etag", b"content-length"}]
        return Answer(OK, [*own, (b"content-length", b"%d" % len(body)), *headers], b"" if method == "HEAD" else body)


def with_notice(body, notice):
    """Insert HTML at the beginning of the main part of a page; other content stays as it is."""
    before, main, rest = body.partition(b"<main")
    attributes, end, content = rest.partition(b">")
    return before + main + attributes + end + notice + content if main else body


def is_for_all(status, headers, body) -> bool:
    """Return whether a response may be kept and sent to everybody."""
    values = {}
    for name, value in headers:
        values.setdefault(name, []).append(value.lower())
    policies = b",".join(values.get(b"cache-control", []))
    varies = {name.strip() for name in b",".join(values.get(b"vary", [])).split(b",")}
    return (
        status == OK
        and len(body) <= LARGEST
        and not any(word in policies for word in (b"private", b"no-store", b"no-cache"))
        and varies <= {b"", b"accept-encoding"}
        and values.keys().isdisjoint({b"set-cookie", b"content-encoding"})
        # A nonce must differ in each response.
        and b"'nonce-" not in b",".join(values.get(b"content-security-policy", []))
    )
