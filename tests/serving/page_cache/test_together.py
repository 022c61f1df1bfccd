"""Readers who ask for the same page at the same time."""

import asyncio
import threading

from django.http import HttpResponse

from proceedings.serving.gateway import lanes
from proceedings.serving.page_cache.middleware import REVISION
from tests.support.asgi import PATIENCE, run, wsgi


def together(site, number, *, while_they_wait=lambda: None, path="/speakers/ada/"):
    """The answers to readers who ask while the first page is being made; then `while_they_wait()`."""
    begun, released = threading.Event(), threading.Event()
    respond = site.respond

    def wait(environ):
        begun.set()
        assert released.wait(PATIENCE)
        return respond(environ)

    site.gateway.application = site.gateway.pages.application = wsgi(wait)

    async def scenario():
        first = asyncio.create_task(site.exchange(path).run())
        await asyncio.to_thread(begun.wait, PATIENCE)
        others = [asyncio.create_task(site.exchange(path).run()) for _reader in range(number - 1)]
        await asyncio.sleep(0.05)
        while_they_wait()
        released.set()
        return await asyncio.gather(first, *others)

    return run(scenario())


def test_a_page_is_made_once_for_all_who_wait_for_it(site):
    answers = together(site, 20)
    assert len({answer.body for answer in answers}) == len(site.environs) == 1
    states = [answer.headers["cache-status"] for answer in answers]
    assert states == ["proceedings; fwd=miss", *["proceedings; fwd=miss; collapsed"] * 19]
    assert len({answer.headers["x-request-id"] for answer in answers[1:]}) == 19


def test_readers_who_waited_for_a_page_of_a_former_state_get_a_new_one(site):
    """The first reader asked before the change, the others after it."""
    site.response = lambda _environ: HttpResponse(f"state {site.revision}")
    respond = site.respond

    def respond_with_the_state_of_its_beginning(environ):
        response = respond(environ)
        if len(site.environs) == 1:
            environ[REVISION], response.content = 1, b"state 1"
        return response

    site.respond = respond_with_the_state_of_its_beginning
    answers = together(site, 3, while_they_wait=site.change)
    assert [answer.body for answer in answers] == [b"state 1", b"state 2", b"state 2"]
    assert len(site.environs) == 2


def test_readers_share_the_page_of_a_replica_that_is_behind(site):
    """The first page was begun before they asked, the second one for all of them."""
    site.revision = 0
    answers = together(site, 20)
    assert len(site.environs) == 2
    assert len({answer.body for answer in answers[1:]}) == 1


def test_readers_who_waited_for_an_error_get_their_own(site):
    site.response = lambda _environ: HttpResponse("nobody", status=404)
    assert [answer.status for answer in together(site, 3)] == [404] * 3
    assert len(site.environs) == 3


def test_readers_wait_for_a_thread_within_the_limits_of_the_gateway(site, monkeypatch):
    monkeypatch.setattr(lanes, "PATIENCE", 0.05)
    busy = threading.Event()
    site.response = lambda _environ: busy.wait(PATIENCE) and HttpResponse("late")

    async def scenario():
        slow = [asyncio.create_task(site.exchange(f"/speakers/s{number}/").run()) for number in range(4)]
        while len(site.environs) < 4:
            await asyncio.sleep(0.01)
        refused = await site.exchange("/speakers/ada/").run()
        busy.set()
        await asyncio.gather(*slow)
        return refused

    answer = run(scenario())
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
