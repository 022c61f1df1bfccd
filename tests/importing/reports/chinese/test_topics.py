"""Topics of which somebody only spoke, in Chinese: they tell nothing of the words."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    "topic",
    [
        "介绍了水库的情况",
        "谈到了渡口的历史",
        "通报大坝的维修进展",
        "分享在山区修桥的经验",
        "就渡口安排作了说明",
        "对工期作了详细介绍",
    ],
)
def test_a_topic_is_no_remark(topic):
    assert people(f"馆长田力{topic}。", "zh") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("馆长田力介绍，水库满了。", "水库满了"),
        ("馆长田力介绍水库已修好。", "水库已修好"),
        ("馆长田力讲述了村庄如何迁址。", "村庄如何迁址"),
        ("馆长田力通报了结果：水库满了。", "结果：水库满了"),
        ("馆长田力谈到渡口缺乏维修经验。", "渡口缺乏维修经验"),
    ],
)
def test_words_behind_a_verb_of_presenting_are_a_remark(text, words):
    assert people(text, "zh") == [("田力", words)]


@pytest.mark.parametrize("more", ["，并建议修路", "。他建议修路"])
def test_whoever_spoke_about_a_topic_says_what_follows(more):
    assert people(f"校长王海涛来了。馆长田力介绍了水库的情况{more}。", "zh") == [("田力", "修路")]
