"""Highlighting of words, and snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.search.highlight import pieces, snippet
from proceedings.search.query import parse


def marked(text, query, language="en"):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces(text, language, parse(query)))


@pytest.mark.parametrize(
    ("text", "query", "language", "shown"),
    [
        ("Economies and the economy’s rules.", "economy", "en", "[Economies] and the [economy]’s rules."),
        ("A digital, economy of digital things", '"digital economy"', "en", "A [digital, economy] of digital things"),
        ("Ядерных вопросов больше нет", "ядерный вопрос", "ru", "[Ядерных] [вопросов] больше нет"),
        ("我們談開放政府與政府", "開放政府 OR 政府", "zh-Hant", "我們談[開放政府]與[政府]"),
        ("Le désarmement", "desarmement", "fr", "Le [désarmement]"),
        ("COVID-19 and covid", "COVID-19", "en", "[COVID-19] and covid"),
        ("Governance and government", "govern*", "en", "[Governance] and [government]"),
        ("peace without war", "peace -war", "en", "[peace] without war"),
        ("nothing", "theme:x", "en", "nothing"),
    ],
)
def test_the_words_of_a_query_are_marked(text, query, language, shown):
    assert marked(text, query, language) == shown


def shown(text, query, length):
    return "".join(
        f"[{piece.text}]" if piece.marked else piece.text for piece in snippet(text, "en", parse(query), length)
    )


def test_a_snippet_shows_the_place_with_most_of_the_words():
    text = "Water. " + "Nothing else. " * 20 + "Water flows over borders. " + "Nothing else. " * 20
    assert shown(text, "water borders", 40) == "…else. [Water] flows over [borders].…"


def test_a_snippet_without_a_hit_is_the_beginning():
    assert shown("One two three four five", "seven", 12) == "One two…"


def test_a_short_text_is_shown_whole():
    assert shown("One two", "two", 100) == "One [two]"


@given(st.text(), st.text(), st.sampled_from(["en", "ru", "zh", "fr", "", "?"]), st.integers(0, 50))
def test_the_pieces_of_any_text_are_the_text(text, query, language, length):
    assert "".join(piece.text for piece in pieces(text, language, parse(query))) == text
    assert all(piece.text for piece in snippet(text, language, parse(query), length))
