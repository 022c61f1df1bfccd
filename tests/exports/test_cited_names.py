"""Names and titles in citation files: each author is one, in the right order, and capitals stay."""

import json

import bibtexparser
import pytest
import rispy
from pybtex.database import parse_string

from tests.support.factories import a_speaker, a_statement

pytestmark = pytest.mark.django_db


def ris(client, address):
    return rispy.loads(client.get(address).getvalue().decode())


def csl(client, address):
    [item] = json.loads(client.get(address).getvalue())
    return item


def in_its_own_order(family, given):
    return {"family": family, "given": given, "static-ordering": True}


VAN_ROSSUM = {"family": "Rossum", "given": "Guido", "non-dropping-particle": "van"}


@pytest.mark.parametrize(
    ("name", "sort_name", "author"),
    [
        ("Vladimir Norov", "Norov, Vladimir", {"family": "Norov", "given": "Vladimir"}),
        ("Владимир Норов", "Norov, Vladimir", {"family": "Норов", "given": "Владимир"}),
        ("Guido van Rossum", "van Rossum, Guido", VAN_ROSSUM),
        ("Xie Fuzhan", "Xie, Fuzhan", in_its_own_order("Xie", "Fuzhan")),
        ("Xie Fuzhan", "Xie Fuzhan", {"literal": "Xie Fuzhan"}),
        ("谢伏瞻", "Xie, Fuzhan", in_its_own_order("谢", "伏瞻")),
        ("Guido van Rossum", "", VAN_ROSSUM),
        ("Sting", "", {"literal": "Sting"}),
    ],
)
def test_a_name_keeps_its_own_order(client, name, sort_name, author):
    a_statement(slug="said", speaker=a_speaker(name=name, sort_name=sort_name))
    assert csl(client, "/statements/said.json")["author"] == [author]
    turned = "family" in author and "static-ordering" not in author
    particle = f"{author['non-dropping-particle']} " if "non-dropping-particle" in author else ""
    inverted = f"{particle}{author['family']}, {author['given']}" if turned else name
    assert ris(client, "/statements/said.ris")[0]["authors"] == [inverted]
    [entry] = bibtexparser.parse_string(client.get("/statements/said.bib").content.decode()).entries
    # Braces keep a name together.
    assert entry["author"] == (inverted if turned else f"{{{name}}}")


@pytest.mark.parametrize(
    ("name", "sort_name", "bib", "ris_author"),
    [
        ("Jan van der Berg", "Berg, Jan van der", "van der Berg, Jan", "van der Berg, Jan"),
        ("Ludwig von der Heide", "Heide, Ludwig von der", "von der Heide, Ludwig", "Heide, Ludwig von der"),
        ("Martin King Jr.", "King, Martin, Jr.", "King, Jr., Martin", "King, Martin, Jr."),
        ("Tawfiq al-Hakim", "Hakim, Tawfiq al-", "al-Hakim, Tawfiq", "al-Hakim, Tawfiq"),
        ("Ida Strand and Brand", "Strand and Brand, Ida", "{Strand and Brand}, Ida", "Strand and Brand, Ida"),
        ("José Ortega y Gasset", "", "{Ortega y Gasset}, José", "Ortega y Gasset, José"),
        ("Ministry of Water and Power", "", "{Ministry of Water and Power}", "Ministry of Water and Power"),
        ("唐鳳", "", "{唐鳳}", "唐鳳"),
    ],
)
def test_the_parts_of_a_name_are_one_author(client, name, sort_name, bib, ris_author):
    a_statement(slug="said", speaker=a_speaker(name=name, sort_name=sort_name))
    text = client.get("/statements/said.bib").content.decode()
    assert bibtexparser.parse_string(text).entries[0]["author"] == bib
    [person] = parse_string(text, "bibtex").entries["said"].persons["author"]
    assert str(person) == bib
    assert ris(client, "/statements/said.ris")[0]["authors"] == [ris_author]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("The SCO and NATO in Köln: an mRNA talk", "The {SCO} and {NATO} in {Köln}: an {mRNA} talk"),
        ("On health", "On health"),
        ("mRNA today", "{mRNA} today"),
        ("O’Neill & O'Brien", "{O’Neill} \\& {O'Brien}"),
        ("Речь в МИД", "Речь в {МИД}"),
    ],
)
def test_braces_keep_the_capitals_of_a_title(client, title, written):
    a_statement(slug="said", title=title)
    [entry] = bibtexparser.parse_string(client.get("/statements/said.bib").content.decode()).entries
    assert entry["title"] == written
