"""Hostile requests, made from the addresses of the URL resolver: the same seed and number make the same request."""

import random
import re
import traceback
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from proceedings.models import Conference, Organisation, Session, Speaker, Statement, Theme
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import Fields
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_former_address,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
)

from .values import CONTENT_TYPES, FIELDS, FILES, HEADERS, HOSTILE, PARAMETERS, RAW

# Texts of hidden rows contain this word; their addresses have it in lower case, and requests contain them.
SECRET = "Zxqsecret"
PEOPLE = ("anonymous", "anonymous", "staff", "Editor", "superuser")
METHODS = ("GET",) * 12 + ("POST",) * 6 + ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "Ü")
# Typesetting takes a second and is done in a process of its own: its tests try hostile texts.
SLOW = re.compile(r"\.(?:pdf|epub|png)$|data\.zip$")


class Failure(NamedTuple):
    number: int
    person: str
    environ: dict
    reason: str


def a_small_record():
    """Public and hidden rows of all kinds."""
    body, post_body = an_organisation(name="Public body"), an_organisation(name=f"{SECRET} body")
    theme, speaker = a_theme(name="Health"), a_speaker(name="Ada")
    post = an_appointment(speaker=speaker, organisation=body, title="Minister")
    conference = a_conference(title="Public conference")
    an_organiser(conference=conference, organisation=body)
    session = a_session(conference=conference, title="Opening")
    public = a_statement(session=session, speaker=speaker, appointment=post, themes=[theme], title="Public title")
    a_co_speaker(statement=public)
    a_translation(statement=public)
    a_correction(statement=public)
    a_statement(session=session, speaker=speaker, themes=[theme], title="Another", in_reply_to=public)
    a_former_address(target=speaker.slug)
    for status in ("draft", "in_review", "withdrawn"):
        hidden = a_statement(
            session=session,
            status=status,
            speaker=a_speaker(name=f"{SECRET} {status}"),
            title=f"{SECRET} {status}",
            text=SECRET,
            themes=[a_theme(name=f"{SECRET} {status} theme")],
        )
        a_translation(statement=hidden, title=SECRET, text=SECRET)
        unseen = a_conference(title=f"{SECRET} {status}", status=status, summary=SECRET)
        an_organiser(conference=unseen, organisation=post_body)
        a_statement(session=a_session(conference=unseen, title=SECRET), title=SECRET, speaker=hidden.speaker)


def templates(resolver=None, prefix=""):
    """Yield each address of a resolver with its parameters, such as ("speakers/%(slug)s/", ["slug"])."""
    resolver = resolver or get_resolver()
    rows = {
        (prefix + template, tuple(params))
        for key in resolver.reverse_dict
        for possibilities, *_rest in resolver.reverse_dict.getlist(key)
        for template, params in possibilities
    }
    yield from sorted(rows)
    for name in sorted(resolver.namespace_dict):
        before, inner = resolver.namespace_dict[name]
        yield from templates(inner, prefix + before)


class Fuzzer:
    """Sends requests to the site, each in a transaction that is rolled back; those for reading to `memory` as well."""

    def __init__(self, seed=0, memory=None):
        self.seed, self.memory = seed, memory
        self.templates = [(template, params) for template, params in templates() if not SLOW.search(template)]
        nouns = (Conference, Organisation, Session, Speaker, Statement, Theme)
        self.slugs_of = {noun: list(noun.objects.order_by("pk").values_list("slug", flat=True)) for noun in nouns}
        self.slugs = [slug for slugs in self.slugs_of.values() for slug in slugs]
        self.keys_of = {
            noun: [str(pk) for pk in noun._base_manager.order_by("pk").values_list("pk", flat=True)]
            for noun in apps.get_models()
        }
        self.keys = [key for noun in nouns for key in self.keys_of[noun]]
        self.cookies, self.forms = {}, {}
        for person in dict.fromkeys(PEOPLE):
            client = Client()
            if person != "anonymous":
                client.force_login(an_account(person))
            self.cookies[person] = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def requests(self, start, stop):
        """Send some requests. Yield a Failure for each that is not answered."""
        for number in range(start, stop):
            person, environ = self.request(number)
            if reason := self.send(person, environ):
                yield Failure(number, person, environ, reason)

    def request(self, number):
        """Return a person and the WSGI environment of their request."""
        choice = random.Random(f"{self.seed}/{number}")
        person, method = choice.choice(PEOPLE), choice.choice(METHODS)
        template, params = choice.choice(self.templates)
        raw = self.path(choice, template, params)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": raw.decode("latin-1"),
            "QUERY_STRING": self.query(choice),
            "HTTP_HOST": "testserver",
        }
        if choice.random() < 0.95:
            environ["HTTP_COOKIE"] = self.cookies[person]
        if method == "POST" or choice.random() < 0.1:
            self.add_body(choice, environ, person)
        while choice.random() < 0.25:
            name = choice.choice(list(HEADERS))
            environ[name] = choice.choice(HEADERS[name])
        return person, environ

    def value(self, choice):
        kind = choice.random()
        if kind < 0.25:
            return choice.choice(self.slugs)
        if kind < 0.4:
            return choice.choice(self.keys)
        value = choice.choice(HOSTILE)
        if kind > 0.9:
            value += choice.choice(HOSTILE)
        return value

    def path(self, choice, template, params):
        """Return the bytes of a path as the server decodes them."""
        values = {}
        for name in params:
            values[name] = self.known_value(choice, template, name)
            if values[name] is None or choice.random() < 0.3:
                values[name] = self.value(choice)
        path = ("/" + template % values).encode(errors="surrogatepass")
        if choice.random() < 0.1:
            at = choice.randrange(len(path) + 1)
            cut = choice.randrange(2)
            path = path[:at] + choice.choice(RAW) + path[at + cut :]
        if choice.random() < 0.03:
            path = path.rstrip(b"/") if choice.random() < 0.5 else path + b"/"
        return path

    def known_value(self, choice, template, name):
        """Return the slug or the key of a row that an address is for, or None."""
        if template.startswith("admin/"):
            parts = template.split("/")
            rows = self.keys_of.get(apps.all_models[parts[1]].get(parts[2]) if len(parts) > 2 else None)
        elif name == "conference":
            rows = self.slugs_of[Conference]
        elif name in {"number", "version"}:
            rows = ["1", "2"]
        else:
            noun = re.search("(conference|organisation|session|speaker|statement|theme)s", template)
            rows = self.slugs_of[apps.get_model("proceedings", noun[1])] if noun else None
        return choice.choice(rows) if rows else None

    def query(self, choice):
        if choice.random() < 0.3:
            return ""
        pairs = [(choice.choice(PARAMETERS), self.value(choice)) for _ in range(choice.choice((1, 1, 2, 3, 8)))]
        query = urlencode([(name, value.encode(errors="surrogatepass")) for name, value in pairs])
        if choice.random() < 0.15:
            query += "&" + choice.choice(PARAMETERS) + "=" + choice.choice(RAW).decode("latin-1")
        return query

    def add_body(self, choice, environ, person):
        content_type = choice.choice(CONTENT_TYPES) if choice.random() < 0.2 else CONTENT_TYPES[0]
        fields = dict(self.form(environ["PATH_INFO"], person)) if choice.random() < 0.7 else {}
        for _ in range(choice.choice((0, 1, 1, 2, 5))):
            names = [*FIELDS, *sorted(fields)] if choice.random() < 0.5 or not fields else sorted(fields)
            fields[choice.choice(names)] = self.value(choice)
        if fields and choice.random() < 0.3:
            fields.pop(choice.choice(sorted(fields)))
        kind = choice.random()
        if kind < 0.15:
            boundary = "b0undary"
            content_type = f"multipart/form-data; boundary={boundary}"
            name, data = choice.choice(("file", "sheet", "portrait", "packed")), choice.choice(FILES)
            ending = choice.choice(("xlsx", "csv", "xml", "png", "json.gz", "\0", "a" * 400))
            part = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="a.{ending}"\r\n\r\n'
            body = part.encode() + data + (f"\r\n--{boundary}--\r\n".encode() if choice.random() < 0.8 else b"")
        elif kind < 0.25:
            body = choice.choice((*FILES, b"\xff" * 100, b'{"a": 1}', b"&" * 2000, b"a=1&" * 2000))
        else:
            values = [
                (name, one.encode(errors="surrogatepass") if isinstance(one, str) else one)
                for name, value in fields.items()
                for one in (value if isinstance(value, list) else [value])
            ]
            body = urlencode(values).encode()
        environ |= {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}

    def form(self, path, person):
        """Return the fields of the form at an address, as a browser would send them."""
        if (path, person) not in self.forms:
            fields = {}
            client = Client(raise_request_exception=False, headers={"cookie": self.cookies[person]})
            if path.startswith(("/admin/", "/accounts/")) and path.isascii() and path.isprintable():
                with transaction.atomic():
                    response = client.get(quote(path))
                    # Read a file response to its end, which closes the file.
                    content = response.getvalue()
                    transaction.set_rollback(True)
                if response.status_code == 200 and b"<form" in content:
                    fields = Fields(content.decode(errors="replace")).values
            self.forms[path, person] = fields
        return self.forms[path, person]

    def send(self, person, environ):
        """Send a request; return what is wrong with the answer, or an empty text."""
        client = Client()
        environ = dict(environ)
        if "wsgi.input" in environ:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].getvalue())
        try:
            with transaction.atomic():
                response = client.request(**environ)
                content = response.getvalue() if hasattr(response, "getvalue") else response.content
                transaction.set_rollback(True)
        except Exception:
            return traceback.format_exc(limit=-16)
        wrong = fault(person, environ, response.status_code, response.headers, content)
        if wrong or not self.memory or environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "wsgi.input" in environ:
            return wrong
        for status, headers, content in self.memory.answers(environ):
            if "sessionid" in environ.get("HTTP_COOKIE", "") and "cache-status" in headers:
                return "a page for all is shown to somebody who has signed in"
            if wrong := fault(person, environ, status, headers, content):
                return f"{wrong}, by the gateway: {headers.get('cache-status', 'not from memory')}"
        return ""


def fault(person, environ, status, headers, content):
    """Return what is wrong with an answer, or an empty text."""
    names = {name.lower() for name in headers}
    # oEmbed answers 501 to an unknown format, as its specification requires.
    is_expected = (status == 503 and "retry-after" in names) or (status, environ["PATH_INFO"]) == (501, "/oembed")
    if status >= 500 and not is_expected:
        return f"status {status}"
    return "a hidden row is shown" if person == "anonymous" and SECRET.encode() in content else ""


def described(failure):
    """Return a description with which the request can be repeated."""
    environ = {
        name: (value.getvalue() if isinstance(value, BytesIO) else value) for name, value in failure.environ.items()
    }
    lines = [f"  {name}: {ascii(value)[:600]}" for name, value in environ.items()]
    return "\n".join([f"Request {failure.number} by {failure.person}:", *lines, failure.reason])
