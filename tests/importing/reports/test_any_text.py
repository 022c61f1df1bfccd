"""No text crashes the reader of reports, and spans lie inside it."""

import re
import sys
import time
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proceedings.importing.proposals import UnreadableFileError, read
from tests.support.gold import gold_documents, gold_pages

PIECES = {
    "en": 'Ann Ash|Mr Ash|she|The Director|said|noted that|stressing that|According to|,|.|;|that|and|“|”|"|the need'
    "|rain fell|participants|—|U.S.|as|:|\n\n|of the SCO",
    "ru": "Анна Лунд|она|директор музея|отметила|что|подчеркнув|По словам|,|.|«|»|—|дождь|участники|и|как|Лунд|:|\n\n"
    "|внимание|его|А. Б.",
    "zh": "王海涛|校长|他|指出|，|。|“|”|据|介绍|并强调|与会专家|：|卢任·|雨停了|致辞|\n|、|和",
}


@cache
def gold_words(language):
    """All words and marks of our own reports, of Chinese every three characters."""
    texts = [document["text"] for document in gold_documents(language)]
    return sorted(
        {word for text in texts for word in re.findall(r"[\u4e00-\u9fff]{1,3}|[^\W\u4e00-\u9fff]+|[^\w\s]", text)}
    )


def sentences(language):
    words = st.sampled_from(PIECES[language].split("|")) | st.sampled_from(gold_words(language))
    pieces = st.lists(words | st.text(max_size=5), max_size=30)
    return pieces.map(("" if language == "zh" else " ").join)


@pytest.mark.parametrize("language", PIECES)
@given(data=st.data())
@settings(max_examples=60)
def test_every_text_has_a_sound_proposal(language, data):
    source = data.draw(sentences(language)).replace("\0", "").encode("utf-8", "ignore")
    text, proposal = read("report", b"." + source, "report.txt", language)
    assert list(proposal.violations(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        ".отметила подчеркнув Анна Лунд",
        "По словам 𗀀 Лунд, идёт дождь.",
        "Рай Уважаемые сказала, что идёт дождь.",
        "Врачи порта, моря и",
        "Корреспондент поинтересовался, строят ли мост. — А дорогу закрыли? Анна Лунд слушала его.",
        "– Мост закрыт, – улыбнулась Анна Лунд. –",
        "«Без моста все наши цифры — это цифры надежды», —  Анна Лунд.",
        "По данным порта, закрыто сорок мостов. Об этом сообщила директор порта Анна Лунд.",
        "Анна Лунд раскритиковала морские карты, назвав их музеем. Об этом заявил Пётр Бук.",
    ],
)
def test_russian_words_in_an_unusual_order_have_a_sound_proposal(text):
    text, proposal = read("report", text.encode(), "report.txt", "ru")
    assert list(proposal.violations(text)) == []


def test_a_cue_without_words_before_the_next_one_has_those_of_the_next_one():
    text, proposal = read("report", "王海涛指出，指出雨停了。".encode(), "report.txt", "zh")
    assert [(each.text, each.rule) for each in proposal.proposals] == [("指出雨停了", "that")]
    assert list(proposal.violations(text)) == []


def test_a_full_stop_behind_a_closed_quotation_is_no_sentence():
    text, proposal = read("report", "王海涛指出，雨停了，匾上写着“通济。”。会后大家合影。".encode(), "report.txt", "zh")
    assert [each.text for each in proposal.proposals] == ["雨停了，匾上写着“通济。”"]
    assert list(proposal.violations(text)) == []


def test_two_speakers_of_overlapping_words_share_them():
    text, proposal = read("report", b"Most support a new bridge and Ann Ash opposes. Rain fell.", "report.txt", "en")
    assert {each.text for each in proposal.proposals} == {"a new bridge"}
    assert list(proposal.violations(text)) == []


def test_a_foreign_name_that_no_word_ends_is_read():
    text, proposal = read("report", ".卢任·王海涛王海涛王海涛".encode(), "report.txt", "zh")
    assert list(proposal.violations(text)) == []


def test_a_name_in_letters_without_a_latin_spelling_is_read():
    _text, proposal = read("report", "A0𪠴 said that rain fell.".encode(), "report.txt", "en")
    assert [each.text for each in proposal.proposals] == ["rain fell"]


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_bytes_are_read_or_refused(data):
    with suppress(UnreadableFileError):
        text, proposal = read("", data, "report.txt")
        assert list(proposal.violations(text)) == []


@pytest.mark.parametrize(
    "text", ["“" * 20_000, "said, " * 20_000, "A " * 50_000, "а, " * 30_000, "王，说" * 20_000, "(" * 50_000]
)
def test_a_report_of_one_mark_is_read_in_time(text):
    start = time.process_time()
    read("report", text.encode(), "report.txt")
    assert time.process_time() - start < 10


def calls(language, pages):
    """Return how many calls of Python functions it takes to read a report."""
    source, number = gold_pages(language, pages).encode(), 0

    def count(_frame, event, _argument):
        nonlocal number
        number += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read("report", source, "report.txt", language)
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_long_report_takes_as_much_work_for_a_page_as_a_short_one(language):
    calls(language, 12)  # Reads the word lists, and looks words up.
    assert calls(language, 12) < 4 * 1.25 * calls(language, 3)
