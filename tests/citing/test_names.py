"""The parts of a speaker's name in metadata for search engines and reference managers."""

from urllib.parse import parse_qs

import pytest

from proceedings.citing.coins import context_object
from proceedings.citing.names import comma_separated, name_variable
from proceedings.citing.schema_org import graph
from proceedings.exports.oai.dublin_core import elements
from proceedings.models import Speaker
from tests.support.factories import a_speaker, a_statement, an_identifier

pytestmark = pytest.mark.django_db


def keys_of(statement):
    pairs = parse_qs(context_object(statement, ""))
    return {key: pairs[key][0] for key in ("rft.au", "rft.aulast", "rft.aufirst", "rft.ausuffix") if key in pairs}


@pytest.mark.parametrize(
    ("name", "openurl", "inverted"),
    [
        ("Jan van der Berg", {"rft.aulast": "van der Berg", "rft.aufirst": "Jan"}, "van der Berg, Jan"),
        (
            "Martin King Jr.",
            {"rft.aulast": "King", "rft.aufirst": "Martin", "rft.ausuffix": "Jr."},
            "King, Martin, Jr.",
        ),
        ("Tawfiq al-Hakim", {"rft.aulast": "al-Hakim", "rft.aufirst": "Tawfiq"}, "al-Hakim, Tawfiq"),
        ("唐鳳", {"rft.aulast": "唐", "rft.aufirst": "鳳"}, "唐, 鳳"),
        ("Ministry of Water", {"rft.au": "Ministry of Water"}, "Ministry of Water"),
    ],
)
def test_metadata_has_the_parts_of_a_name(name, openurl, inverted):
    statement = a_statement(speaker=a_speaker(name=name))
    assert keys_of(statement) == openurl
    assert comma_separated(name_variable(statement.speaker)) == inverted
    assert [value for key, value, _language in elements(statement, "") if key == "creator"] == [inverted]


def test_schema_org_has_the_parts_and_the_identifiers():
    speaker = a_speaker(name="Martin van der King Jr.", honorific="Dr")
    an_identifier(speaker=speaker, scheme="viaf", value="1")
    person = graph(Speaker.objects.get(pk=speaker.pk), "https://example.org")[0]["mainEntity"]
    names = ("givenName", "familyName", "honorificPrefix", "honorificSuffix", "identifier")
    assert {key: person[key] for key in names} == {
        "givenName": "Martin",
        "familyName": "van der King",
        "honorificPrefix": "Dr",
        "honorificSuffix": "Jr.",
        "identifier": [{"@type": "PropertyValue", "propertyID": "viaf", "value": "1"}],
    }
    single = graph(a_speaker(name="Sukarno"), "https://example.org")[0]["mainEntity"]
    assert single.keys() & {*names} == set()
