"""Spellings of one word that meet: umlauts and their two letters, compounds with and without a hyphen."""

import pytest

from proceedings.models import Speaker, Statement
from proceedings.public.search.results import results
from proceedings.search.query import parse
from tests.support.factories import a_speaker, a_statement, another_name

pytestmark = pytest.mark.django_db

# {name: (language, text)}
SAID = {
    "umlaut": ("de", "Herr Müller prüft die Größe der Höfe."),
    "digraph": ("de", "Frau Mueller las es."),
    "plain": ("en", "Ms Muller read it."),
    "danish": ("da", "Århus og Sønderborg."),
    "english": ("en", "Old naïve coöperation, written by Zoë Müllers."),
    "hyphen": ("en", "Send an e-mail on non-proliferation and co-operation, state-of-the-art, COVID-19, 1941-1945."),
    "joined": ("en", "Send an email on nonproliferation and cooperation; covid19."),
    "poet": ("en", "A poet does a duel."),
    "mixed": ("de", "Möller und Schroeder, Maas und Köhler."),
    "apart": ("en", "Take a part of it."),
    "pot": ("en", "A pot; dos, dul."),
}
FOUND = {
    "Müller": "umlaut digraph plain english",
    "müller": "umlaut digraph plain english",
    "Mu\u0308ller": "umlaut digraph plain english",
    "Mueller": "umlaut digraph english",
    "mueller": "umlaut digraph english",
    "Muller": "umlaut plain english",
    "MÜLLER": "umlaut digraph plain english",
    "muell*": "umlaut digraph english",
    "Müll*": "umlaut digraph plain english",
    '"Herr Müller"': "umlaut",
    '"Herr Mueller"': "umlaut",
    '"Herr Muller"': "umlaut",
    '"Frau Müller"': "digraph",
    "groesse": "umlaut",
    "Größe": "umlaut",
    "grosse": "umlaut",
    "hoefe": "umlaut",
    "aarhus": "danish",
    "Århus": "danish",
    "arhus": "danish",
    "Soenderborg": "danish",
    "cooperation": "english hyphen joined",
    "coöperation": "english hyphen joined",
    "co-operation": "english hyphen joined",
    "naive": "english",
    "email": "hyphen joined",
    "e-mail": "hyphen joined",
    "E-Mail": "hyphen joined",
    "emails": "hyphen joined",
    "mail": "hyphen",
    '"an e-mail"': "hyphen joined",
    '"e mail"': "hyphen",
    '"an email"': "hyphen joined",
    '"send an email on"': "hyphen joined",
    '"Send an E-Mail on nonproliferation"': "hyphen joined",
    '"COVID19 1941"': "hyphen",
    '"email an"': "",
    '"take apart"': "",
    'an "an email" OR poetry': "hyphen joined",
    '"Moeller und Schröder"': "mixed",
    '"Möller und Schröder"': "mixed",
    '"Moeller und Schroeder"': "mixed",
    '"Schröder, Maas und Koehler"': "mixed",
    "nonproliferation": "hyphen joined",
    "non-proliferation": "hyphen joined",
    "non\u2011proliferation": "hyphen joined",
    "covid19": "hyphen joined",
    "COVID-19": "hyphen joined",
    '"co-operation state of the art"': "hyphen",
    "stateof": "",
    "19411945": "",
    '"1945 email"': "",
    "poet": "poet",
    "pot": "pot",
    "does": "poet",
    "duel": "poet",
}


@pytest.fixture
def said():
    for slug, (language, text) in SAID.items():
        a_statement(slug=slug, language=language, title="Said", text=text, speaker=a_speaker(name="Somebody"))


def test_every_query_finds_the_other_spellings_and_nothing_else(said):
    found = {query: {row.slug for row in Statement.objects.public().matching(query)} for query in FOUND}
    assert found == {query: set(slugs.split()) for query, slugs in FOUND.items()}
    ranked = {query: {row.slug for row in Statement.objects.public().ranked(query)} for query in FOUND}
    assert ranked == found


@pytest.mark.parametrize(
    ("query", "slug", "marked"),
    [
        ("Mueller", "umlaut", ["Müller"]),
        ("Müller", "digraph", ["Mueller"]),
        ("muell*", "umlaut", ["Müller"]),
        ("email", "hyphen", ["e-mail"]),
        ("e-mail", "joined", ["email"]),
        ("e-mail", "hyphen", ["e-mail"]),
        ('"an email"', "hyphen", ["an e-mail"]),
        ('"Herr Mueller"', "umlaut", ["Herr Müller"]),
        ("cooperation", "hyphen", ["co-operation"]),
        ("groesse hoefe", "umlaut", ["Größe", "Höfe"]),
    ],
)
def test_the_excerpt_marks_the_spelling_of_the_text(said, query, slug, marked):
    [result] = results([Statement.objects.get(slug=slug).pk], parse(query))
    assert [piece.text for piece in result.excerpt if piece.marked] == marked


@pytest.mark.parametrize("name", ["Jörg Müller", "Joerg Mueller"])
@pytest.mark.parametrize("typed", ["Müller", "Mueller", "jörg mueller", "Joerg Müller", "muel", "Mül"])
def test_a_speaker_is_found_by_either_spelling(name, typed):
    speaker = a_speaker(name=name)
    a_statement(speaker=speaker, slug="theirs")
    a_statement(speaker=a_speaker(name="Jorge Milan"))
    assert list(Speaker.objects.public().matching(typed)) == [speaker]
    starred = " ".join(f"{word}*" for word in typed.split())
    assert [row.slug for row in Statement.objects.public().matching(starred)] == ["theirs"]


def test_a_name_with_a_hyphen_is_found_in_one_word():
    speaker = a_speaker(name="Saad Al-Kaabi")
    another_name(speaker=speaker, name="Саад аль-Кааби")
    a_statement(speaker=speaker)
    for typed in ("alkaabi", "al-kaabi", "kaabi", "Алькааби"):
        assert list(Speaker.objects.public().matching(typed)) == [speaker]


def test_a_name_without_umlauts_is_not_found_by_digraphs():
    a_statement(speaker=a_speaker(name="Michal Rafal"))
    assert list(Speaker.objects.public().matching("Michael")) == []
    assert list(Statement.objects.public().matching("Rafael")) == []
