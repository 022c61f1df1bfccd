"""Hostile requests for reading, answered by the gateway, which keeps pages in memory."""

from contextlib import suppress
from urllib.parse import quote, unquote

from django.db import transaction

from tests.support.asgi import Exchange, gateway_with_memory, run

# So little that pages make room for others.
MEMORY = 2 * 2**20


class Memory:
    """A gateway with a page cache, in the database of the test. `hits` is the number of answers from memory."""

    def __init__(self):
        self.gateway, self.watcher = gateway_with_memory(MEMORY)
        self.hits = 0

    def answers(self, environ):
        """Return two answers to a request: (status, headers, content). The second one may be from memory."""
        return [self.answer(environ) for _time in range(2)]

    def answer(self, environ):
        raw_path = quote(environ["PATH_INFO"].encode("latin-1"))
        exchange = Exchange(
            self.gateway,
            unquote(raw_path),
            method=environ["REQUEST_METHOD"],
            query=quote(environ["QUERY_STRING"], safe="%&=+/?"),
            headers=list(headers_of(environ)),
        )
        exchange.scope["raw_path"] = raw_path.encode()
        self.watcher.check()
        with transaction.atomic():
            run(exchange.run())
            transaction.set_rollback(True)
        self.hits += "hit" in exchange.headers.get("cache-status", "")
        # An answer that is cut off is an error of the server.
        return exchange.status if exchange.is_whole else 500, exchange.headers, exchange.body


def headers_of(environ):
    """Yield the headers as a server passes them on, without those that it would refuse."""
    for name, value in environ.items():
        with suppress(UnicodeEncodeError):
            if name.startswith("HTTP_") and value.isprintable():
                yield name.removeprefix("HTTP_").lower().replace("_", "-").encode(), value.encode("latin-1")
