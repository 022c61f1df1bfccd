"""Verbs of saying in Chinese that are nouns, denied or without words, and what introduces their speakers."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    "text",
    [
        "馆长田力没有说明何时开闸。",
        "馆长田力未透露工程造价。",
        "馆长田力不同意这一判断。",
        "校长王海涛质疑上述方案。",
        "馆长田力在会上作了报告。",
        "馆长田力对此表示赞成。",
        "新船闸预计明年完工，船闸工程预计延期。",
        "馆长田力关注渡口的归属。",
        "这座桥被视为“北港之门”。",
        "大家就水文通报等议题热烈讨论。",
        "双方围绕水量估算进行了深入讨论。",
        "研讨会最后就声明模板的文字征求了意见。",
    ],
)
def test_what_nobody_said_is_no_remark(text):
    assert people(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("隔壁班的林可抢到了话筒。她问雨停了没有。", "林可"),
        ("我旁边的周小满坐不住了，举手提问。她问雨停了没有。", "周小满"),
        ("出席：英格丽·豪格兰（主席，挪威）、佐藤健一（日本）。\n主席问雨停了没有。", "英格丽·豪格兰"),
        ("出席：英格丽·豪格兰（主席，挪威）、佐藤健一（日本）。\n佐藤委员问雨停了没有。", "佐藤健一"),
        ("研究所所长玛尔塔·阿吉雷上校作了报告。上校问雨停了没有。", "玛尔塔·阿吉雷"),
        ("大家来了。庄明德走进会场。庄先生问雨停了没有。", "庄明德"),
        ("大家来了。庄先生问雨停了没有。", "庄先生"),
        ("博士生许映雪的《刻手再分》引起讨论。许文问雨停了没有。", "许映雪"),
        ("主任朱马别克·乌马罗夫作了报告。报告人问雨停了没有。", "朱马别克·乌马罗夫"),
    ],
)
def test_whoever_is_introduced_speaks(text, speaker):
    assert people(text, "zh") == [(speaker, "雨停了没有")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("馆长田力提醒过往船员，雨停了。", [("田力", "雨停了")]),
        ("馆长田力抛出一个问题：雨停了没有？", [("田力", "雨停了没有？")]),
        ("“雨停了。”馆长田力说着，站了起来。", [("田力", "雨停了。")]),
        ("史浩理事来了。史建议修路。", [("史浩", "修路")]),
        ("委员会认为雨停了；北欧各会员则主张修路。", [(None, "雨停了"), (None, "修路")]),
        ("荷兰同行追问雨停了没有。", [(None, "雨停了没有")]),
        ("会议决定，明年修路。", [(None, "明年修路")]),
        ("馆长田力要求村里修桥，并公布费用。", [("田力", "村里修桥，并公布费用")]),
        ("馆长田力要求村里修桥，并承诺路会开。", [("田力", "村里修桥"), ("田力", "路会开")]),
        ("馆长田力来了。对先修桥的主张，田力也表示赞同。", [("田力", "先修桥的主张")]),
        ("对于先修桥的主张，多位委员表示反对。", [(None, "先修桥的主张")]),
    ],
)
def test_more_frames_of_speech(text, expected):
    assert people(text, "zh") == expected


@pytest.mark.parametrize("frame", ["根据{}的汇报", "依{}之见", "正如{}所指出的", "据{}说明"])
def test_words_can_follow_how_somebody_sees_it(frame):
    assert people(f"馆长田力来了。{frame.format('田力')}，雨停了。", "zh") == [("田力", "雨停了")]
