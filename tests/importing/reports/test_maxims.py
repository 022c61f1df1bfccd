"""Short general sentences that go on with somebody's words, and what only seems to be such words in Chinese."""

import pytest

from tests.support.attributions import attributed


@pytest.mark.parametrize(
    "maxim",
    ["一座旧桥，比十座新桥更贵", "桥等了一百年，水等不了一天", "没有水，就没有村庄", "小村没有钱修桥，却有修桥的人"],
)
def test_a_chinese_maxim_goes_on_with_the_words_before_it(maxim):
    text = f"市长王海涛指出有些老桥已经不能走了。{maxim}。他说，雨停了。"
    assert attributed(text, "zh") == [("市长王海涛", "有些老桥已经不能走了"), ("", maxim), ("他", "雨停了")]


@pytest.mark.parametrize("other", ["会议比去年更热闹", "2019年建成的桥比旧桥更宽", "田力离不开轮椅"])
def test_a_chinese_narrator_compares_too(other):
    text = f"市长王海涛指出有些老桥已经不能走了。{other}。田力馆长说，雨停了。"
    assert attributed(text, "zh") == [("市长王海涛", "有些老桥已经不能走了"), ("田力馆长", "雨停了")]


def test_a_chinese_speaker_is_nobody_who_is_made_to_do_something():
    content = "最难的不是钱，而是让年轻人相信村里有前途"
    assert attributed(f"市长王海涛坦言{content}。", "zh") == [("市长王海涛", content)]


def test_guests_who_are_invited_to_a_chinese_meeting_are_no_words():
    assert attributed("会议由副院长王海涛主持，邀请了馆长田力参加。", "zh") == []


@pytest.mark.parametrize(
    "more",
    [
        "Мост придётся закрыть",
        "Паром ходит дольше, чем живёт мост",
        "Без моста село опустеет",
        "Иначе ездить будет негде",
    ],
)
def test_a_russian_sentence_that_argues_goes_on_with_the_words_before_it(more):
    assert attributed(f"Анна Лунд сказала, что мост стар. {more}. Она ушла.", "ru")[1:] == [("", more)]


@pytest.mark.parametrize(
    "other",
    [
        "Участники должны сдать пропуска",
        "Пётр Бук придёт, если сможет",
        "Встречу придётся перенести",
        "В мае 2030 года мост будет закрыт",
        "Мост построен у порта",
    ],
)
def test_a_russian_sentence_of_the_narrator_does_not_go_on(other):
    assert len(attributed(f"Анна Лунд сказала, что мост стар. {other}.", "ru")) == 1
