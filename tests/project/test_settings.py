import json

import pytest

KEY = {"SECRET_KEY": "k" * 64}


@pytest.fixture
def settings_of(house):
    """The settings with some environment variables."""

    def settings_of(*names, **environment):
        script = (
            f"import json; from proceedings import settings; print(json.dumps([vars(settings)[n] for n in {names}]))"
        )
        return json.loads(house("-c", script, **KEY | environment).stdout)

    return settings_of


def test_debug_is_off_by_default(settings_of):
    assert settings_of("DEBUG", "ALLOWED_HOSTS") == [False, []]


def test_a_deployment_uses_tls_by_default(settings_of):
    names = "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"
    assert settings_of(*names) == [True, True, True]
    assert settings_of(*names, TLS="of") == [True, True, True]
    assert settings_of(*names, TLS="off") == [False, False, False]


def test_cookies_are_limited_to_the_host_with_tls(settings_of):
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"
    assert settings_of(*names) == ["__Host-sessionid", "__Host-csrftoken"]


def test_only_a_tls_proxy_is_trusted_for_client_addresses(settings_of):
    for environment, trusted in (({}, 1), ({"TLS": "off"}, 0)):
        assert settings_of("ALLAUTH_TRUSTED_PROXY_COUNT", **environment) == [trusted]


def test_a_second_factor_is_required_by_default(settings_of):
    environments = [{}, {"MFA": "of"}, {"MFA": ""}, {"MFA": "off"}, {"MFA": "No"}]
    assert [settings_of("SECOND_FACTOR", **environment) for environment in environments] == [
        [True],
        [True],
        [True],
        [False],
        [False],
    ]


def test_emails_go_to_the_console_by_default(settings_of):
    assert settings_of("DELIVERY_BACKEND") == ["django.core.mail.backends.console.EmailBackend"]
    names = "DELIVERY_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD"
    smtp = ["django.core.mail.backends.smtp.EmailBackend", "mail.example", 587, True, "secret"]
    assert settings_of(*names, EMAIL_URL="smtp+tls://me:secret@mail.example:587") == smtp


def test_a_secret_can_be_read_from_a_file(settings_of, tmp_path):
    (tmp_path / "key").write_text("from-a-file")
    assert settings_of("SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key")) == ["from-a-file"]


def test_former_secret_keys_are_separated_by_commas(settings_of):
    assert settings_of("SECRET_KEY_FALLBACKS") == [[]]
    assert settings_of("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS="former, first\n") == [["former", "first"]]


def test_the_database_is_in_var_by_default(settings_of, house):
    (databases,) = settings_of("DATABASES")
    assert databases["default"]["NAME"] == str(house.folder / "var" / "proceedings.sqlite3")


def test_a_deployment_passes_djangos_deployment_check(house):
    outcome = house(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", ALLOWED_HOSTS="localhost", **KEY | LONG
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")


LONG = {"SECRET_KEY": "".join(map(chr, range(40, 100)))}
WRONG = [
    ({}, "Set SECRET_KEY, or run `make run` once to write a new one to .env."),
    (
        KEY | {"DATABASE_URL": "mysql://127.0.0.1/proceedings"},
        "DATABASE_URL must be sqlite:///path or postgres://user:password@host:port/name.",
    ),
    (
        KEY | {"DATABASE_URL": "postgres://127.0.0.1:many/proceedings"},
        "DATABASE_URL is not valid: Port could not be cast to integer value as 'many'",
    ),
    (KEY | {"EMAIL_URL": "pigeon://roof"}, "EMAIL_URL is not valid: Invalid email schema pigeon"),
    (KEY | {"DATABASE_REPLICA_LAG": "10s"}, "DATABASE_REPLICA_LAG must be a number, such as 10."),
    (KEY | {"DATABASE_REPLICA_LAG": "nan"}, "DATABASE_REPLICA_LAG must be a number, such as 10."),
    (KEY | {"DATABASE_POOL": "-4"}, "DATABASE_POOL must be a number, such as 0."),
    (KEY | {"WORKERS": "many"}, "WORKERS must be a number, such as 2."),
    (KEY | {"LOG_LEVEL": "loud"}, "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
]


@pytest.mark.parametrize("command", ["check", "serve"])
@pytest.mark.parametrize(("environment", "line"), WRONG)
def test_a_wrong_setting_is_reported_on_one_line(house, command, environment, line):
    outcome = house("manage.py", command, **environment)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", f"{line}\n")
