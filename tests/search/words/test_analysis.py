"""Analysis of texts into terms."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proceedings.search.words import characters
from proceedings.search.words.analysis import LONGEST, MOST_BYTES, phrases, placed_terms, terms

LANGUAGES = ["en", "ru", "fr", "kk", "zh-Hant", "und", "", "no such tag"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Organisations, organized.", "organiz organiz"),
        ("und", "Organisations", "organiz"),
        ("", "Organisations", "organiz"),
        ("fr", "Organisations", "organisations"),
        ("zh", "Hackers 黑客", "hacker 黑 客"),
        ("ru", "Ядерные hackers", "ядерн hacker"),
        ("uk", "Ядерні", "ядерні"),
        ("kk", "организациялар organisations", "организациялар organiz"),
        ("en", "COVID-19, 5G, R&D, 3.5", "covid 19 5g r d 3 5"),
        ("en", "The SCO’s and China's; O'Brien, the States'", "the sco and china o brien the state"),
        ("en", "ＣＯＶＩＤ ﬁne ½ ② Ⅳ", "covid fine 1 2 2 iv"),
        ("en", "co\u00adoperation", "cooper"),
        ("fr", "Désarmement de l’État cœur", "desarmement de l etat coeur"),
        ("pl", "Łódź żółć", "lodz zolc"),
        ("de", "Straße Ärger", "strasse arger"),
        ("da", "Ærø Ångström", "aero angstrom"),
        ("tr", "Iıİi", "iiii"),
        ("ru", "ещё ЕЩЕ е\u0308лка", "ещ ещ елк"),
        ("uk", "й и ї", "й и і"),
        ("uk", "и\u0306", "й"),
        ("ar", "كِتَاب ٢٠٢٠", "كتاب 2020"),
        ("he", "כָּתַב", "כתב"),
        ("hi", "हिन्दी", "हिन्दी"),
        ("th", "ประเทศไทย", "ประเทศไทย"),
        ("ja", "ﾃﾞｰﾀ 国々", "デ ー タ 国 々"),
        ("ko", unicodedata.normalize("NFD", "정부"), "정 부"),
        ("zh", "𠮷野家㍿", "𠮷 野 家"),
        ("en", "snake_case a\u0000b", "snake case a b"),
        ("en", "!? …", ""),
    ],
)
def test_a_text_is_split_into_terms(language, text, expected):
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("disarm", "disarmament"),
        ("organise", "organization"),
        ("labour", "labor"),
        ("programmes", "program"),
        ("defence", "defense"),
        ("centre", "centers"),
        ("analyse", "analyzed"),
        ("precise", "precisely"),
    ],
)
def test_forms_of_an_english_word_have_one_stem(one, other):
    assert terms(one, "en") == terms(other, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [("hour", "hor"), ("four", "for"), ("wise", "wize"), ("policy", "police"), ("nuclear", "nucleus")],
)
def test_different_english_words_have_different_stems(one, other):
    assert terms(one, "en") != terms(other, "en")


@given(st.text(), st.sampled_from(LANGUAGES))
@example(text="\u2e85", language="zh")
@example(text="\U0001b153", language="en")
def test_terms_have_only_letters_digits_and_marks(text, language):
    """Parts of ideographs count as letters, and so do syllables that this version of Python does not know yet."""
    result = terms(text, language)
    assert result == " ".join(result.split())
    for character in result.replace(" ", ""):
        is_radical = unicodedata.name(character, "").startswith("CJK RADICAL")
        assert character.isalnum() or is_radical or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cn"}
    assert "_" not in result


@given(st.text(), st.sampled_from(LANGUAGES))
def test_places_are_positions_of_terms_in_the_text(text, language):
    result, places = placed_terms(text, language)
    assert result == terms(text, language).split()
    assert [text[slice(*place.span(1))] for place in places] == [place[1] for place in places]
    assert len(places) == len(result)


@given(st.text(st.characters(categories=["L", "N", "M"]), min_size=1, max_size=20), st.sampled_from(LANGUAGES))
def test_a_text_is_found_by_its_own_words(text, language):
    result = terms(text, language)
    assert not result or tuple(result.split()) in {phrase.terms for phrase in phrases(text)}


@given(st.text(st.characters(max_codepoint=127) | st.sampled_from("aZ09 -'_.sS")))
@example("The SCO's rules: COVID-19, state_of 's\tart\x1c")
def test_a_text_of_ascii_has_the_tokens_of_any_other(text):
    assert characters.tokenized(text) == characters.token().findall(text)


def test_a_very_long_word_is_cut():
    assert terms("x" * 10_000, "fr") == "x" * LONGEST


def test_a_very_long_text_is_cut_to_the_limit_of_postgresql():
    result = terms("数" * MOST_BYTES, "zh")
    assert result == " ".join("数" * (MOST_BYTES // 4))
