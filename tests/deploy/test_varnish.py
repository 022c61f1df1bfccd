"""Varnish as deploy/default.vcl configures it, in front of the site."""

import subprocess
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT
from tests.deploy.site import a_site, free_ports, get, is_listening, program, text, wait_until


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("varnish")
    (port,) = free_ports(1)
    with a_site() as site:
        # Django answers its first request late, and a busy machine any.
        site.answers["/healthz"] = text(b"ok")
        vcl = (ROOT / "deploy/default.vcl").read_text()
        for before, after in {
            '"8000"': f'"{site.port}"',
            "ttl = 10s": "ttl = 1s",
            ".timeout = 2s": ".timeout = 30s",
        }.items():
            assert before in vcl
            vcl = vcl.replace(before, after)
        (folder / "default.vcl").write_text(vcl)
        options = ["-a", f"127.0.0.1:{port}", "-n", folder / "work", "-s", "malloc,16m", "-j", "none", "-T", "none"]
        command = [program("varnishd"), "-F", "-f", folder / "default.vcl", *options]
        with (folder / "output").open("w") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
        wait_until(lambda: process.poll() is not None or is_listening(port))
        assert process.poll() is None, (folder / "output").read_text()
        yield SimpleNamespace(port=port, site=site)
        process.terminate()
        process.wait()


@pytest.fixture
def ask(proxy, request):
    # As nginx passes a request on. The user agent tells the requests of one test from the others.
    passed_on = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.7", "User_Agent": request.node.name}
    return lambda path, **headers: get(proxy.port, path, **passed_on, **headers)


@pytest.fixture
def requests(proxy, request):
    """A function that gives the requests of this test that reached the site.

    Varnish may still ask for the page of another test in the background, and asks whether the site is well.
    """
    return lambda: [one for one in proxy.site.requests if one.get("HTTP_USER_AGENT") == request.node.name]


@pytest.fixture
def paths(requests):
    return lambda: [environ["PATH_INFO"] for environ in requests()]


def test_the_site_gets_the_address_of_the_visitor(ask, requests):
    assert ask("/about/?visitor", Cookie="theme=dark").status == 200
    (environ,) = requests()
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"
    assert "HTTP_COOKIE" not in environ


def test_many_readers_of_a_page_reach_the_site_once(proxy, ask, paths):
    proxy.site.answers["/popular/"] = text(b"popular", Cache_Control="max-age=60")
    assert {ask("/popular/", Cookie="theme=dark").body for _ in range(5)} == {b"popular"}
    assert paths().count("/popular/") == 1


@pytest.mark.parametrize(("path", "cookie"), [("/desk/", "a=b; __Host-sessionid=x"), ("/accounts/login/x", "a=b")])
def test_users_who_are_signed_in_and_forms_reach_the_site_each_time(proxy, ask, paths, path, cookie):
    proxy.site.answers[path] = text(b"private", Cache_Control="max-age=60")
    for _ in range(2):
        ask(path, Cookie=cookie)
    assert paths() == [path, path]


def test_a_response_with_a_cookie_or_for_nobody_else_is_not_cached(proxy, ask, paths):
    proxy.site.answers["/cookie/"] = text(b"1", Set_Cookie="csrftoken=x")
    proxy.site.answers["/private/"] = text(b"1", Cache_Control="private, max-age=60")
    for path in ("/cookie/", "/private/") * 2:
        ask(path)
    assert paths() == ["/cookie/", "/private/"] * 2


def test_the_measurements_are_not_public(ask, paths):
    assert (ask("/metrics").status, paths()) == (404, [])


def test_the_last_good_page_stands_in_for_an_error(proxy, ask, paths):
    def failing(_environ, start_response):
        start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"away"]

    proxy.site.answers["/page/"] = text(b"good")
    assert ask("/page/").body == b"good"
    proxy.site.answers["/page/"] = failing
    # The page is asked for again when it is a second old.
    wait_until(lambda: ask("/page/") and paths().count("/page/") > 1)
    assert (ask("/page/").status, ask("/page/").body) == (200, b"good")
    assert ask("/never-seen/").status == 404
    proxy.site.answers["/page/"] = text(b"new")
    wait_until(lambda: ask("/page/").body == b"new")


def test_the_last_good_page_stands_in_for_a_broken_connection(proxy, ask, paths):
    def broken(_environ, _start_response):
        raise ConnectionResetError

    proxy.site.answers["/broken/"] = text(b"good")
    assert ask("/broken/").body == b"good"
    proxy.site.answers["/broken/"] = broken
    wait_until(lambda: ask("/broken/") and paths().count("/broken/") > 1)
    assert (ask("/broken/").status, ask("/broken/").body) == (200, b"good")


def test_an_error_without_a_good_page_before_is_passed_on(proxy, ask):
    def failing(_environ, start_response):
        fields = [("Content-Length", "4"), ("Retry-After", "10"), ("Cache-Control", "no-store")]
        start_response("503 Service Unavailable", fields)
        return [b"away"]

    proxy.site.answers["/never-good/"] = failing
    answer = ask("/never-good/")
    assert (answer.status, answer.body, answer.headers["Retry-After"]) == (503, b"away", "10")
    proxy.site.answers["/never-good/"] = text(b"good")
    assert ask("/never-good/").body == b"good"
