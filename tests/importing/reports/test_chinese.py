"""Chinese news: people wherever a text names them, asides before a verb, and words that go on for a paragraph."""

import pytest

from .test_frames import attributed
from .test_sources import people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研讨会由浙江大学校长王海涛主持。他说，雨停了。", ["王海涛"]),
        ("总统卡西姆·穆尔塔扎出席了论坛。穆尔塔扎说，雨停了。", ["卡西姆·穆尔塔扎"]),
        ("七十岁的何满仓打了一辈子铁。他说，雨停了。何满仓笑了。", ["何满仓"]),
        ("日本松原大学教授桦岛健二说，雨停了。桦岛表示，路开了。", ["桦岛健二"] * 2),
        ("越南水利专家阮氏玉兰认为，雨停了。", ["阮氏玉兰"]),
        ("牧民巴特尔买了项圈。这位牧民说，雨停了。巴特尔笑了。", ["巴特尔"]),
        ("北港集团总经理尹建中认为，雨停了。尹总希望，路开。", ["尹建中"] * 2),
        ("护林员张守田在种树。老张说，雨停了。", ["张守田"]),
        ("北港研究室室长金信惠等出席。金室长说，雨停了。金信惠走了。", ["金信惠"]),
        ("王海涛（Wang Haitao）教授说，雨停了。", ["王海涛"]),
        ("陈市长说，雨停了。", [None]),
        ("巴西表示，雨停了。", [None]),
    ],
)
def test_people_are_known_wherever_a_chinese_text_names_them(text, expected):
    assert [speaker for speaker, _words in people(text, "zh")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王海涛用不太流利的英语说，雨停了。", [("王海涛", "雨停了")]),
        ("王海涛接受本报电话采访时表示，雨停了。", [("王海涛", "雨停了")]),
        ("王海涛以杭州为例说明，雨停了。", [("王海涛", "雨停了")]),
        ("校长王海涛来了。王海涛直摇头：“雨停了。”", [("王海涛", "雨停了。")]),
        ("校长王海涛就雨情作了说明。", [("校长王海涛", "雨情")]),
        ("校长王海涛将这场雨称为“及时雨”。", [("校长王海涛", "这场雨")]),
        ("校长王海涛同意雨停了，但他说，路没开。", [("校长王海涛", "雨停了"), ("他", "路没开")]),
        ("论坛发布的《雨水报告（2026）》显示，雨停了。", [("论坛发布的《雨水报告（2026）》", "雨停了")]),
        ("记者从市交通局获悉，雨停了。", [("市交通局", "雨停了")]),
        ("王海涛说，雨停了，引起一阵笑声。", [("王海涛", "雨停了")]),
        ("王海涛说，中方愿修路，欢迎各国参加。", [("王海涛", "中方愿修路，欢迎各国参加")]),
        ("新华社杭州5月8日电（记者方圆）水利部7日说，雨停了。", [("水利部", "雨停了")]),
        ("反对党“绿色选择”随即指出，雨停了。", [("反对党“绿色选择”", "雨停了")]),
        ("请校长王海涛介绍雨情。", []),
        ("市长李建华听取了有关部门的汇报，并参观了大坝。", []),
        ("他们沿着田埂，横一道、竖一道，走了很久。", []),
    ],
)
def test_the_frames_of_chinese_news(text, expected):
    assert attributed(text, "zh") == expected


def test_words_of_an_official_go_on_for_a_paragraph():
    text = "王海涛表示，雨停了。我们愿同各方修路。会议还参观了大坝。"
    assert attributed(text, "zh") == [("王海涛", "雨停了 … 我们愿同各方修路")]


def test_a_pronoun_passes_over_a_report_and_a_question():
    text = "校长王海涛说，雨停了。报告指出，路开了。有记者问，桥呢。他说，桥也开了。"
    assert [speaker for speaker, _words in people(text, "zh")] == ["王海涛", None, None, "王海涛"]


def test_a_chinese_pronoun_means_the_last_person_of_its_gender():
    text = "校长李娜说，雨停了。院长王勇说，路开了。她说，桥也开了。"
    assert [speaker for speaker, _words in people(text, "zh")] == ["李娜", "王勇", "李娜"]
