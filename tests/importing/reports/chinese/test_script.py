"""Traditional Chinese and marks of Latin script, which are read as simplified Chinese at equal length."""

import pytest

from proceedings.importing.reports.chinese.script import in_one_script
from tests.support.attributions import people


def test_traditional_chinese_is_read_and_keeps_its_names():
    text = "鎮長劉慧嫻來了。她表示，雨停了。劉鎮長指出，「路也開了」。"
    assert people(text, "zh") == [("劉慧嫻", "雨停了"), ("劉慧嫻", "路也開了")]


def test_the_posts_of_a_traditional_text_keep_their_characters():
    from proceedings.importing.reports import attribute

    text = "運輸署署長陳啟昌說，橋樑開了。"
    (person,) = attribute(text, [(0, len(text))], language="zh").people
    assert (person.name, *person.post) == ("陳啟昌", "署長", "運輸署")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("校长王海涛说,雨停了,路开了.", "校长王海涛说，雨停了，路开了."),
        ('馆长田力说:"桥开了!"', "馆长田力说：“桥开了！”"),
        ("教授莫罗(Hans Moreau),3,000人", "教授莫罗（Hans Moreau），3,000人"),
        ("比分3:2,时间10:30", "比分3:2，时间10:30"),
        ("题为“雨情”的报告", "题为《雨情》的报告"),
        ("著名的著作", "著名的著作"),
    ],
)
def test_marks_become_chinese_at_equal_length(text, expected):
    assert in_one_script(text) == expected
    assert len(expected) == len(text)


def test_words_between_straight_marks_have_a_speaker():
    assert people('校长王海涛来了。"雨停了。"王海涛说。', "zh") == [("王海涛", "雨停了。")]
