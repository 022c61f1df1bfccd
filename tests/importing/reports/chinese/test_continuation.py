"""Chinese sentences without a verb of saying: those that go on with somebody's words, and the narrator's."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    "more",
    [
        "闸门必须换",
        "我们等了三年",
        "新闸比旧闸更省水",
        "因此船要绕行",
        "钱从哪里来，谁也说不清",
        "目前三座闸已停用",
        "其中两成没有图纸",
        "剩下的河段将于9月2日前疏浚",
        "这不仅是水的事",
        "河水很清",
        "真正费钱的是运泥",
        "要建立座谈会制度",
    ],
)
def test_a_sentence_goes_on_with_indirect_words(more):
    assert people(f"馆长田力说，雨停了。{more}。", "zh") == [("田力", "雨停了"), ("田力", more)]


@pytest.mark.parametrize(
    "narrated",
    [
        "百余名村民到场旁听",
        "来自9个国家的60位专家参加",
        "双方签署了两份备忘录",
        "老人起身给大家倒茶",
        "一行人实地察看了船闸",
        "下一轮谈判定于5月在北港举行",
        "该馆建于1956年",
        "这家公司总部设在北港，员工四千人",
        "北港闸是全省最大的船闸",
        "项目由北港基金会资助",
        "窗外下着雨",
        "晚宴设在河边",
        "场内响起掌声",
        "摊主们笑成一团",
        "当晚下了一场雨",
        "起火原因仍在调查之中",
        "至于谁来付钱？",
        "全部录音将由学院整理发布",
        "北港片区第一渔业合作社社长江水生主张必须修路",
    ],
)
def test_a_sentence_of_what_happened_does_not_go_on(narrated):
    assert people(f"馆长田力说，雨停了。{narrated}。", "zh") == [("田力", "雨停了")]


def test_behind_a_quotation_a_sentence_without_a_sign_of_whose_it_is_does_not_go_on():
    assert people("“雨停了。”馆长田力说。河水很清。", "zh") == [("田力", "雨停了。")]


def test_a_country_of_somebody_before_goes_on_with_the_words():
    text = "巴西大使卡洛斯·席尔瓦说，雨停了。巴西支持修路。"
    assert people(text, "zh") == [("卡洛斯·席尔瓦", "雨停了"), ("卡洛斯·席尔瓦", "巴西支持修路")]
