"""Whose a Chinese verb of saying is: behind deeds and manners, beside other people, groups, places and votes."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("他挠挠头说，雨停了。", "田力"),
        ("馆长干脆地回答，雨停了。", "田力"),
        ("馆长听了只说，雨停了。", "田力"),
        ("田力把话题引向雨情：在他看来，雨停了。", "田力"),
        ("她身边的同事说，雨停了。", None),
        ("他跟妻子说，雨停了。", "田力"),
        ("他跟乡亲们说，雨停了。", "田力"),
        ("田力陪同几位学者时说，雨停了。", "田力"),
        ("他对工友们说，雨停了。", "田力"),
        ("法国人说，雨停了。", None),
        ("被告律师夏伟伦称，雨停了。", "夏伟伦"),
        ("田力被追问后承认，雨停了。", "田力"),
    ],
)
def test_a_speaker_is_found_before_a_deed_or_a_manner(text, speaker):
    assert people(f"馆长田力来了。{text}", "zh") == [(speaker, "雨停了")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("田力希望路开，河内则倾向于修桥。", [("田力", "路开"), (None, "修桥")]),
        ("一位会员提议拍短片，几位老会员起初质疑此举多余。", [(None, "拍短片"), (None, "此举多余")]),
        ("有委员追问钱从哪里来，田力未回应，仅表示，路会开。", [(None, "钱从哪里来"), ("田力", "路会开")]),
        ("记者问路开了没有，他点点头。", [(None, "路开了没有")]),
        ("河口镇对此有不同意见，认为路应当开。", [(None, "路应当开")]),
        ("母亲劝她留下。他说，路开了。", [(None, "她留下"), ("田力", "路开了")]),
        ("印度主张修路。他说，路开了。", [(None, "修路"), ("田力", "路开了")]),
        ("12票赞成，方案通过。", []),
        ("不少馆长反映，路开了；有馆长呼吁修桥。", [(None, "路开了"), (None, "修桥")]),
        ("多个民间团体则对路没有开表示遗憾。", [(None, "路没有开")]),
        ("河东省的一位水库馆长说，路开了。", [(None, "路开了")]),
        ("大会通过《北港宣言》，呼吁各国政府实施计划。", [(None, "各国政府实施计划")]),
        ("会议指出，路开了。", [(None, "路开了")]),
        ("一名记者被法警劝离。", []),
        ("他常说起一个叫哈达德的人。", []),
        ("田力就考生服务提出具体要求。", []),
    ],
)
def test_groups_and_others_in_a_sentence_are_told_apart(text, expected):
    assert people(f"馆长田力说，雨停了。\n\n{text}", "zh") == [("田力", "雨停了"), *expected]


def test_a_quotation_before_laughter_is_that_of_the_speaker_before():
    text = "馆长田力说雨停了。“你催它，它就停给你看。”全场大笑。"
    assert people(text, "zh") == [("田力", "雨停了"), ("田力", "你催它，它就停给你看。")]


def test_a_word_that_ends_like_a_verb_of_saying_takes_no_quotation():
    text = "“雨停了，”馆长田力说。“路开了。”林岚记得，水里有一股怪味道。"
    assert people(text, "zh")[1] == ("田力", "路开了。")


@pytest.mark.parametrize("text", ["这位馆长问，雨停了吗。谁来付钱。", "记者问雨停了没有，", "田力表示", "王"])
def test_a_question_or_a_sentence_that_breaks_off_can_be_read(text):
    assert all(words for _speaker, words in people(text, "zh"))
