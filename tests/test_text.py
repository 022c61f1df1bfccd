"""Texts without the characters that a medium cannot carry, or that nobody can see."""

import pytest

from proceedings.text import name_text


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Ann\u200b Lee", "Ann Lee"),
        ("\ufeffAnn\u00a0\u2003Lee\t", "Ann Lee"),
        ("Ann\r\nLee\x07", "Ann Lee"),
        ("\u202eAnn\u202c \u2066Lee\u2069\u00ad", "Ann Lee"),
        ("\u200fדוד\u200f כהן", "דוד כהן"),
        ("Zoe\u0301 Mu\u0308ller", "Zoé Müller"),
        ("田中\u3000太郎", "田中 太郎"),
        ("Ann\u200d Lee\u200c", "Ann Lee"),
        ("\u200b\u2060\ufeff\u3164", ""),
    ],
)
def test_a_name_has_no_invisible_characters(written, stored):
    assert name_text(written) == stored


@pytest.mark.parametrize(
    "name", ["Lee 👩🏽\u200d💻 Park", "🏳\ufe0f\u200d🌈", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "علی\u200cرضا", "ශ්\u200dරී", "Ann\0Lee", "Łukasz Langa"]
)
def test_a_name_keeps_joiners_that_change_what_is_seen(name):
    assert name_text(name) == name
