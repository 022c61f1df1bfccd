import pytest

pytestmark = pytest.mark.django_db


def test_a_page_may_load_only_what_the_site_itself_serves(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    ]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/admin/login/", "/nowhere/"])
def test_every_response_has_security_headers(client, address, header, value):
    assert client.get(address)[header] == value


def test_an_unknown_host_is_refused(client):
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400
