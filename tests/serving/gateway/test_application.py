"""The gateway between an ASGI server and the WSGI application, with clients that are slow, greedy or gone."""

import asyncio
import json
import threading
from types import SimpleNamespace

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from proceedings.serving.gateway import lanes, pace, reply
from proceedings.serving.gateway.application import Gateway
from proceedings.serving.gateway.request_body import LARGEST_UPLOAD
from tests.support.asgi import DISCONNECT, PATIENCE, Exchange, part, run, wsgi


def answer_of(respond, *args, **options):
    return run(Exchange(Gateway(wsgi(respond)), *args, **options).run())


def echo(environ):
    return HttpResponse(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))


def test_a_body_in_parts_arrives_in_one_piece():
    answer = answer_of(echo, "/accounts/login/", part(b"name=", more=True), part(b"ada"), method="POST")
    assert (answer.status, answer.body, answer.is_whole) == (200, b"name=ada", True)


def test_the_environ_is_that_of_the_request():
    names = ["PATH_INFO", "REMOTE_ADDR", "HTTP_HOST", "HTTP_COOKIE", "CONTENT_TYPE", "HTTP_X_FORWARDED_FOR"]
    headers = [(b"host", b"a.example"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"content-type", b"text/plain")]
    forged = [(b"x_forwarded_for", b"10.0.0.1")]

    def respond(environ):
        return HttpResponse(json.dumps([environ.get(name) for name in names]))

    answer = answer_of(respond, "/speakers/%D0%B0/", headers=headers + forged)
    path = "/speakers/а/".encode().decode("latin1")
    assert json.loads(answer.body) == [path, "192.0.2.1", "a.example", "a=1; b=2", "text/plain", None]


def test_a_body_over_the_limit_is_refused_before_it_arrives(settings):
    for path, limit in (("/accounts/login/", LARGEST_UPLOAD), ("/search/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)):
        headers = [(b"content-length", str(limit + 1).encode())]
        answer = answer_of(pytest.fail, path, part(b"a", more=True), method="POST", headers=headers)
        assert (answer.status, answer.headers["connection"]) == (413, "close")
        assert answer.body == b"This is too large. Send a smaller file or less text.\n"


def test_a_body_of_untold_length_over_the_limit_is_refused(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5
    answer = answer_of(pytest.fail, "/approval/x/", part(b"abc", more=True), part(b"abc", more=True), method="POST")
    assert answer.status == 413


def test_a_body_that_arrives_too_slowly_is_refused(monkeypatch):
    monkeypatch.setattr(pace, "GRACE", 0.05)
    answer = answer_of(pytest.fail, "/api/v1/", part(b"a", more=True), method="POST")
    assert (answer.status, answer.headers["content-type"]) == (408, "application/problem+json")
    assert json.loads(answer.body)["detail"] == "The request arrived too slowly. Please try again."


def test_a_client_that_leaves_before_its_body_has_arrived_is_forgotten():
    assert answer_of(pytest.fail, "/", part(b"a", more=True), DISCONNECT, method="POST").sent == []


def test_a_long_response_is_sent_whole():
    content = [bytes([number]) * 100_000 for number in range(40)]
    answer = answer_of(lambda _environ: StreamingHttpResponse(iter(content)))
    assert (answer.body, answer.is_whole) == (b"".join(content), True)


def test_a_file_is_sent_from_where_it_is(tmp_path):
    path = tmp_path / "record.zip"
    path.write_bytes(b"x" * 1_000_000)
    answer = answer_of(lambda _environ: FileResponse(path.open("rb")))
    assert (answer.body, answer.headers["content-length"]) == (path.read_bytes(), "1000000")


def test_a_head_request_makes_no_content():
    answer = answer_of(lambda _environ: StreamingHttpResponse(map(pytest.fail, "x")), method="HEAD")
    assert (answer.status, answer.body, answer.is_whole) == (200, b"", True)


def test_a_slow_reader_holds_no_thread():
    """As many clients as there are threads read nothing; the thread is done before they go on."""
    threads = lanes.THREADS[lanes.Cost.PAGE]

    async def scenario():
        released = asyncio.Event()

        async def wait(_exchange):
            await released.wait()

        gateway = Gateway(wsgi(lambda _environ: StreamingHttpResponse(iter([b"x" * 1_000_000] * 3))))
        slow = [asyncio.create_task(Exchange(gateway, read=wait).run()) for _ in range(threads * 2)]
        other = await Exchange(gateway).run()
        waiting = [task.done() for task in slow]
        released.set()
        return other, waiting, await asyncio.gather(*slow)

    other, waiting, slow = run(scenario())
    assert other.is_whole
    assert not any(waiting)
    assert {len(answer.body) for answer in slow} == {3_000_000}


def test_a_reader_who_is_too_slow_is_cut_off(monkeypatch):
    monkeypatch.setattr(pace, "GRACE", 0.05)

    async def stop_reading(exchange):
        if len(exchange.sent) > 1:
            await asyncio.Event().wait()

    answer = answer_of(lambda _environ: StreamingHttpResponse(iter([b"x" * reply.CHUNK] * 3)), read=stop_reading)
    assert not answer.is_whole


def test_work_ends_when_its_client_leaves():
    made = []

    def content(left):
        try:
            while True:
                made.append(b"x" * 1000)
                yield made[-1]
                left.wait(0.001)
        finally:
            made.append("closed")

    async def leave(exchange):
        exchange.left = True

    exchange = Exchange(None, read=leave)
    exchange.left = False

    async def receive():
        if exchange.parts:
            return exchange.parts.pop(0)
        while not exchange.left:
            await asyncio.sleep(0.001)
        return DISCONNECT

    exchange.receive = receive
    exchange.gateway = Gateway(wsgi(lambda _environ: StreamingHttpResponse(content(threading.Event()))))
    run(exchange.run())
    assert (made[-1], exchange.is_whole) == ("closed", False)


def test_a_thread_is_never_too_far_ahead_of_its_reader(monkeypatch):
    monkeypatch.setattr(reply, "AHEAD", 1000)
    monkeypatch.setattr(reply, "CHUNK", 500)
    ahead = []

    def content(environ):
        for _ in range(50):
            ahead.append(environ.reply.written - environ.reply.position)
            yield b"x" * 500

    async def scenario():
        one = reply.Reply(asyncio.get_running_loop())
        application = wsgi(lambda _environ: StreamingHttpResponse(content(SimpleNamespace(reply=one))))
        thread = asyncio.get_running_loop().run_in_executor(None, one.fill, application, {"REQUEST_METHOD": "GET"})
        exchange = Exchange(None)
        await one.send(exchange.send)
        await thread
        one.close()
        return exchange

    assert len(run(scenario()).body) == 25_000
    assert max(ahead) <= 1500


def test_an_error_in_the_middle_leaves_the_response_incomplete(caplog):
    def content():
        yield b"x"
        raise RuntimeError("the disk is gone")

    answer = answer_of(lambda _environ: StreamingHttpResponse(content()))
    assert (answer.body, answer.is_whole) == (b"x", False)
    assert "the disk is gone" in caplog.text


@pytest.mark.parametrize(
    ("path", "media_type"), [("/speakers/", "text/html"), ("/api/v1/", "application/problem+json")]
)
def test_a_request_that_waits_too_long_for_a_thread_is_refused(monkeypatch, path, media_type):
    """Meanwhile, health checks and requests of another cost are answered."""
    monkeypatch.setattr(lanes, "PATIENCE", 0.05)
    busy = threading.Event()

    def respond(environ):
        if environ["PATH_INFO"] == "/busy/":
            busy.wait(PATIENCE)
        return HttpResponse(b"ok")

    async def scenario():
        gateway = Gateway(wsgi(respond))
        held = [asyncio.create_task(Exchange(gateway, "/busy/").run()) for _ in range(lanes.THREADS[lanes.Cost.PAGE])]
        await asyncio.sleep(0)
        refused = await Exchange(gateway, path).run()
        others = [await Exchange(gateway, one).run() for one in ("/healthz", "/readyz", "/data.zip", "/search/")]
        busy.set()
        await asyncio.gather(*held)
        return refused, others, await Exchange(gateway, path).run()

    refused, others, later = run(scenario())
    assert (refused.status, refused.headers["retry-after"]) == (503, "10")
    assert "no-store" in refused.headers["cache-control"]
    assert refused.headers["content-type"].startswith(media_type)
    assert [other.status for other in others] == [200] * 4
    assert later.status == 200
