"""nginx as deploy/nginx.conf configures it, in front of the site."""

import os
import re
import socket
import ssl
import subprocess
import threading
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT
from tests.deploy.site import HOST, a_site, connected, free_ports, get, is_listening, program, text, wait_until

MAIN = """
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """nginx with a certificate of its own: its ports, the certificate, and the site behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    plain, tls = free_ports(2)
    with a_site() as site:
        (folder / "nginx.conf").write_text(configuration(folder, site.port, plain, tls))
        command = [program("nginx"), "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
        with (folder / "stderr").open("w") as output:
            process = subprocess.Popen(command, stderr=output)
        wait_until(lambda: process.poll() is not None or is_listening(tls))
        assert process.poll() is None, (folder / "stderr").read_text()
        yield SimpleNamespace(plain=plain, port=tls, certificate=folder / "fullchain.pem", site=site)
        process.terminate()
        process.wait()


def certificate(folder):
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    name = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-days", "1", "-nodes"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    subprocess.run(["openssl", "req", "-x509", *kind, *name, *files], check=True, capture_output=True)


def configuration(folder, upstream, plain, tls):
    """The example with ports and folders of this test, and pages that are kept for one second instead of ten."""
    site = (ROOT / "deploy/nginx.conf").read_text()
    site = re.sub(r"listen \[::\].*", "", site)
    for before, after in {
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{tls}",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        f"/etc/letsencrypt/live/{HOST}": str(folder),
        "/var/cache/nginx": str(folder),
        "410 10s": "410 1s",
    }.items():
        assert before in site
        site = site.replace(before, after)
    return MAIN.format(user="user root;" if os.getuid() == 0 else "", folder=folder, site=site)


@pytest.fixture
def ask(proxy):
    proxy.site.requests.clear()
    return lambda path, **headers: get(proxy.port, path, tls=proxy.certificate, **headers)


def test_plain_http_is_redirected(proxy):
    response = get(proxy.plain, "/about/?x=1")
    assert (response.status, response.headers["Location"]) == (301, f"https://{HOST}/about/?x=1")


def test_the_site_gets_the_headers_of_the_proxy_and_not_those_of_the_visitor(proxy, ask):
    forged = {"X_Forwarded_For": "192.0.2.1", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    response = ask("/about/?headers", Forwarded="for=192.0.2.1", X_Request_ID="forged-by-visitor", **forged)
    (environ,) = proxy.site.requests
    sent = {name: environ.get(f"HTTP_{name}") for name in ("HOST", "X_FORWARDED_FOR", "X_FORWARDED_PROTO")}
    assert (response.status, sent) == (
        200,
        {"HOST": HOST, "X_FORWARDED_FOR": "127.0.0.1", "X_FORWARDED_PROTO": "https"},
    )
    assert {"HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED"}.isdisjoint(environ)
    assert response.headers.get_all("X-Request-ID") == [environ["HTTP_X_REQUEST_ID"]]
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_an_unknown_host_gets_no_answer(proxy):
    with pytest.raises(ssl.SSLError):
        connected(proxy.port, proxy.certificate, "evil.example")


def test_the_measurements_are_not_public(proxy, ask):
    assert (ask("/metrics", Authorization="Bearer x").status, proxy.site.paths()) == (404, [])


def test_a_body_that_is_too_large_never_reaches_the_site(proxy, ask):
    assert ask("/accounts/login/", method="POST", Content_Length=str(33 * 2**20)).status == 413
    assert proxy.site.paths() == []


def test_a_request_reaches_the_site_when_it_is_complete(proxy, ask):
    proxy.site.answers["/form/"] = text(b"received")
    with connected(proxy.port, proxy.certificate) as slow:
        slow.sendall(f"POST /form/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 10\r\n\r\nhalf-".encode())
        # Others are answered meanwhile.
        ask("/about/?meanwhile")
        assert proxy.site.paths() == ["/about/"]
        slow.sendall(b"whole")
        assert b"200 OK" in slow.recv(4096)
    assert proxy.site.paths() == ["/about/", "/form/"]


def test_a_slow_reader_does_not_keep_the_site_waiting(proxy, ask):
    sent = threading.Event()

    def large(_environ, start_response):
        start_response("200 OK", [("Content-Type", "application/zip")])
        for _ in range(300):
            yield b"x" * 2**16
        sent.set()

    proxy.site.answers["/large.zip"] = large
    with connected(proxy.port, proxy.certificate) as slow:
        slow.sendall(f"GET /large.zip HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        assert sent.wait(30)


def test_static_files_come_from_the_cache_even_for_users_who_are_signed_in(proxy, ask):
    proxy.site.answers["/static/site.css"] = text(b"a {}", Cache_Control="max-age=315360000, public, immutable")
    responses = [ask("/static/site.css", Cookie="__Host-sessionid=x") for _ in range(3)]
    assert [response.headers["X-Cache"] for response in responses] == ["MISS", "HIT", "HIT"]
    assert responses[2].headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert proxy.site.paths() == ["/static/site.css"]


def test_pages_of_users_who_are_signed_in_are_never_cached(proxy, ask):
    proxy.site.answers["/desk/"] = text(b"private")
    for _ in range(2):
        ask("/desk/", Cookie="a=b; __Host-sessionid=x")
    proxy.site.answers["/desk/"] = text(b"public")
    assert (ask("/desk/").body, proxy.site.paths()) == (b"public", ["/desk/"] * 3)


def test_the_last_good_page_stands_in_for_an_error(proxy, ask):
    def failing(_environ, start_response):
        start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [b"away"]

    proxy.site.answers["/page/"] = text(b"good")
    assert ask("/page/").body == b"good"
    proxy.site.answers["/page/"] = failing
    wait_until(lambda: ask("/page/").headers["X-Cache"] == "STALE")
    assert (ask("/page/").status, ask("/page/").body) == (200, b"good")
    proxy.site.answers["/page/"] = text(b"new")
    wait_until(lambda: ask("/page/").body == b"new")


def test_a_site_that_is_away_is_announced(proxy, ask):
    def broken(environ, start_response):
        # As a process that is killed.
        environ["wsgi.input"].raw._sock.shutdown(socket.SHUT_RDWR)
        start_response("200 OK", [])
        return [b"never sent"]

    proxy.site.answers["/broken/"] = broken
    response = ask("/broken/")
    assert (response.status, response.headers["Retry-After"], response.headers["Cache-Control"]) == (
        503,
        "10",
        "no-store",
    )
    assert b"the record is not available at the moment" in response.body
