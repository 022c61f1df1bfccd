"""Words in Chinese that go on without a verb, stand before a speaker who acts, or follow other clauses."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize("more", ["扩建是因为水位年年涨", "解决之道不在钱，而在人", "其中近半数没有路灯"])
def test_a_sentence_goes_on_with_the_words_of_the_one_before(more):
    assert people(f"馆长田力说，雨停了。{more}。", "zh") == [("田力", "雨停了"), ("田力", more)]


@pytest.mark.parametrize(
    "other",
    [
        "会议室一下子安静了",
        "论坛还安排了参观",
        "表决结果：同意41票",
        "经举手表决，报告获得通过",
        "这个建议得到了与会者的认可",
        "双方就此展开热烈讨论",
    ],
)
def test_a_sentence_of_the_narrator_does_not_go_on(other):
    assert people(f"馆长田力说，雨停了。{other}。", "zh") == [("田力", "雨停了")]


def test_an_author_who_tells_of_himself_does_not_go_on():
    text = "我到得早。馆长田力说，雨停了。我数了一下，他停了二十秒。我也走了。"
    assert people(text, "zh") == [("田力", "雨停了")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“雨停了。”馆长田力一上来就抛出一组数据。", [("田力", "雨停了。")]),
        ("“雨停了。”谈起旧桥，馆长田力滔滔不绝。", [("田力", "雨停了。")]),
        ("馆长田力来了。“雨停了。”田力强调，路也要修。", [("田力", "雨停了。 路也要修")]),
        ("里长田力首先开炮，“你们叫大家停哪里？”", [("田力", "你们叫大家停哪里？")]),
        ("馆长田力来了。他的同事沈薇却泼了冷水：“雨没有停。”", [("沈薇", "雨没有停。")]),
        ("馆长田力用一句话概括了共识：“先修路。”", [("田力", "先修路。")]),
        ("馆长田力把争论概括为“三种算法”。", [("田力", "三种算法")]),
        ("馆长田力另辟蹊径，从雨情入手讨论旧桥，主张修路。", [("田力", "修路")]),
        ("馆长田力看了看身旁的校长王海涛，说：“好。”王海涛笑了。", [("田力", "好。")]),
        (
            "馆长田力提出两点建议。第一，修路。第二，修桥。",
            [("田力", "两点建议"), ("田力", "第一，修路"), ("田力", "第二，修桥")],
        ),
        ("馆长田力回应如下：\n（a）雨停了；\n（b）路开了。", [("田力", "（a）雨停了；\n（b）路开了")]),
        ("馆长田力展示了修路的效果：错误率降了一半。", [("田力", "修路的效果：错误率降了一半")]),
        ("馆长田力提出，对老人每月应保证用水。", [("田力", "对老人每月应保证用水")]),
        ("馆长田力指出，为减少村民担心停电，要修路。", [("田力", "为减少村民担心停电，要修路")]),
        ("馆长田力指出，村民往往不看图，到年底才发现问题。", [("田力", "村民往往不看图，到年底才发现问题")]),
        ("馆长田力指出，钱不够，继续要求村里出钱不现实。", [("田力", "钱不够，继续要求村里出钱不现实")]),
        ("馆长田力指出，标准已写完，预计年底前发布。", [("田力", "标准已写完，预计年底前发布")]),
        ("馆长田力指出，雨停了，并预计明年路开。", [("田力", "雨停了"), ("田力", "明年路开")]),
        ("商务代表哈立德·曼苏里在推介中说，雨停了。", [("哈立德·曼苏里", "雨停了")]),
        ("馆长田力以“桥的三种活法”为题作主题报告，提出应当修路。", [("田力", "应当修路")]),
        ("馆长田力作题为“桥的活法”的特邀报告，指出雨停了。", [("田力", "雨停了")]),
        ("馆长田力在与谈中对王海涛的梳理给予高度评价。", [("田力", "王海涛的梳理")]),
        ("馆长田力说，雨停了，讲解员每年迎客两万人。", [("田力", "雨停了，讲解员每年迎客两万人")]),
        ("为落实协会工作计划，馆长田力来了。", []),
        ("馆长田力说，协会将启动“结对”计划，由老馆帮新馆。", [("田力", "协会将启动“结对”计划，由老馆帮新馆")]),
        ("馆长田力来了。他的初步结论是，雨停了。", [("田力", "雨停了")]),
        ("盛怀远（海洋研究中心研究员）：我反对“修旧如新”。", [("盛怀远", "我反对“修旧如新”")]),
        ("馆长田力来了，回答了记者提问。", []),
        ("发文都没收到回应，大家走了。", []),
        ("馆长田力向来宾表示热烈欢迎。", []),
        ("主席田力欢迎馆长沈薇出席会议。", []),
        ("根据《北港宣言》，各方将修路。", [(None, "各方将修路")]),
        ("声明称，各方将修路。", [(None, "各方将修路")]),
        ("其中四人赞成修路。", [(None, "修路")]),
    ],
)
def test_the_words_of_chinese_reports_are(text, expected):
    assert people_of_whole(text) == expected


def people_of_whole(text):
    """Return (speaker or None, content) of each attribution of a text that is one paragraph."""
    from proceedings.importing.reports import attribute

    return [
        (who[0].name if len(who) == 1 else None, " ".join(text[start:end] for start, end in each.content))
        for each, who in attribute(text, [(0, len(text))], language="zh").attributions
    ]


def test_a_conversation_has_turns_of_people_who_are_named_once():
    text = "北港社记者：路何时开？\n毛宁：快了。\n海东报记者：桥呢？\n毛宁：也快了。"
    assert [speaker for speaker, _words in people(text, "zh")] == [None, "毛宁", None, "毛宁"]
