"""Where foreign names begin and end in Chinese, and characters that most names do not have."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("研究中心海因里希·福斯特说，雨停了。", "海因里希·福斯特"),
        ("大家随后请出贝婷娜·埃格。她说，雨停了。", "贝婷娜·埃格"),
        ("在研究员拉乌尔·卡斯蒂略看来，雨停了。", "拉乌尔·卡斯蒂略"),
        ("副秘书长沃尔德-马里亚姆来了。她说，雨停了。", "沃尔德-马里亚姆"),
        ("加拿大人口学家埃莱娜·柯蒂斯加入了讨论，她说，雨停了。", "埃莱娜·柯蒂斯"),
        ("茜蒂·阿米娜受邀担任主席。她说，雨停了。", "茜蒂·阿米娜"),
        ("研发部长松本哲也带来了方案。松本说，雨停了。", "松本哲也"),
        ("首尔大学金在焕教授来了。他说，雨停了。", "金在焕"),
    ],
)
def test_a_rare_name_is_bounded(text, name):
    assert people(f"馆长田力来了。{text}", "zh") == [(name, "雨停了")]
