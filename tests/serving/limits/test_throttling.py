"""The limits of costly requests for each client address."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from proceedings.serving.limits import rates, throttling
from proceedings.serving.limits.client_address import client_network
from proceedings.serving.limits.costs import Cost, cost_of
from proceedings.serving.limits.rates import Counter, Rate
from tests.support.desk.accounts import an_account

pytestmark = pytest.mark.django_db
ALLOWED = 3


@pytest.fixture(autouse=True)
def rates_of_three(settings):
    settings.RATES = dict.fromkeys(rates.DEFAULTS, Rate(ALLOWED, 3600))
    throttling.counter.cache_clear()
    cache.clear()


@pytest.mark.parametrize(
    ("address", "cost"),
    [
        ("/", Cost.PAGE),
        ("/speakers/", Cost.PAGE),
        ("/statements/?speaker=ada", Cost.PAGE),
        ("/statements/water.bib", Cost.PAGE),
        ("/statements/water/", Cost.PAGE),
        ("/search/suggest?q=wat", Cost.PAGE),
        ("/search/", Cost.SEARCH),
        ("/statements/?page=2&q=water", Cost.SEARCH),
        ("/statements/?q=", Cost.PAGE),
        ("/data.zip", Cost.FILE),
        ("/statements.csv", Cost.FILE),
        ("/conferences/rivers.pdf", Cost.FILE),
        ("/statements/water/card.png", Cost.FILE),
        ("/oai?verb=ListRecords", Cost.FILE),
        ("/admin/?q=water", Cost.STAFF),
    ],
)
def test_searches_and_files_cost_more_than_pages(address, cost):
    path, _, query = address.partition("?")
    assert cost_of("GET", path, query) == cost


@pytest.mark.parametrize("address", ["/search/?q=water", "/statements.csv", "/statements/?q=water"])
def test_a_reader_over_the_rate_gets_a_page_that_says_when_to_come_back(client, address):
    responses = [client.get(address) for _ in range(ALLOWED + 1)]
    assert [response.status_code for response in responses] == [200] * ALLOWED + [429]
    assert 0 < int(responses[-1]["Retry-After"]) <= 3600
    assert "no-store" in responses[-1]["Cache-Control"]
    assert "Too many requests came from your network. Wait " in responses[-1].content.decode()


def test_other_readers_and_cheap_pages_are_not_limited(client):
    for _ in range(ALLOWED + 1):
        limited = client.get("/search/?q=water")
    assert limited.status_code == 429
    assert client.get("/search/?q=water", REMOTE_ADDR="192.0.2.9").status_code == 200
    assert [client.get("/speakers/").status_code for _ in range(ALLOWED + 1)] == [200] * (ALLOWED + 1)


def test_forms_of_an_address_are_limited_together(client):
    addresses = ["/accounts/login/", "/accounts/password/reset/", "/approval/x/", "/accounts/login/"]
    assert [client.post(address).status_code for address in addresses] == [200, 200, 410, 429]


def test_staff_who_are_signed_in_are_not_limited(client):
    client.force_login(an_account(is_staff=True))
    responses = [client.get("/search/?q=water") for _ in range(ALLOWED + 2)]
    assert [response.status_code for response in responses] == [200] * (ALLOWED + 2)


def test_processes_count_together():
    rate = Rate(20, 3600)
    one, other = Counter("x", rate), Counter("x", rate)
    waits = [counter.seconds_to_wait("192.0.2.1") for _ in range(12) for counter in (one, other)]
    allowed = waits.index(next(filter(None, waits)))
    # Each may have counted a tenth of the rate that the other does not know.
    assert 20 <= allowed <= 24
    assert all(waits[allowed + 2 :])


def test_an_occasional_search_writes_nothing(settings, django_assert_num_queries):
    counter = Counter("x", Rate(30, 3600))
    with django_assert_num_queries(0):
        assert [counter.seconds_to_wait("192.0.2.1") for _ in range(2)] == [0, 0]


def test_an_address_over_its_rate_writes_nothing_more(django_assert_num_queries):
    counter = Counter("x", Rate(1, 3600))
    counter.seconds_to_wait("192.0.2.1")
    with django_assert_num_queries(0):
        assert all(counter.seconds_to_wait("192.0.2.1") for _ in range(3))


def test_the_shared_counts_hold_no_addresses():
    Counter("x", Rate(1, 3600)).seconds_to_wait("192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        [[key]] = cursor.fetchall()
    assert "192.0.2.1" not in key


def test_readers_go_on_without_the_shared_cache(monkeypatch):
    def fail(*args):
        raise OperationalError

    monkeypatch.setattr(rates.cache, "add", fail)
    counter = Counter("x", Rate(2, 3600))
    assert [bool(counter.seconds_to_wait("192.0.2.1")) for _ in range(3)] == [False, False, True]


@pytest.mark.parametrize(
    ("trusted", "forwarded", "network"),
    [
        (0, "192.0.2.7", "198.51.100.1"),
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "10.0.0.1, 192.0.2.7", "192.0.2.7"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "nonsense", None),
    ],
)
def test_only_a_trusted_proxy_tells_the_address(rf, settings, trusted, forwarded, network):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    request = rf.get("/", REMOTE_ADDR="198.51.100.1", headers={"x-forwarded-for": forwarded})
    assert client_network(request) == network
