"""Warnings of words that other readers of Markdown would change."""

import pytest

from proceedings.markup import PLAIN, Change, changes, portable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Years:\n\n1945. peace\n1989. walls", [Change(4, "1989", "1946")]),
        ("007. Bond", [Change(1, "007", "7")]),
        ("It was 4*5*6.", [Change(1, "4*5*6", "456")]),
        ("a\n\n[Laughter]: loud", [Change(3, "[Laughter]: loud", "")]),
        ("so <list> it", [Change(1, "list", "")]),
        ("| a |\n| - |\n| 1 | 2 |", [Change(3, "2", "")]),
    ],
)
def test_changed_words_are_told_with_their_line(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n\nc\n\n3. d",
        '[a](https://a.example/b?c=d "Title") <https://a.example/> [r][] \n\n[r]: https://a.example/',
        "*so* 数字**开放**政府 `x*y*z` 1986\\. 4\\*5 AT&amp;T &copy;\u3000",
        "Agreed.[^1]\n\n[^1]: Ibid.",
        "# Title\n\n> 6) a\n> 7) b\n\n| a | b |\n|---|--:|\n| 1 | 2 |",
    ],
)
def test_text_with_the_same_words_everywhere_has_no_changes(text):
    assert changes(text) == []


def test_plain_text_has_no_changes():
    assert changes("1. a\n5. b", PLAIN) == []


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1945. peace\n1989. walls", "1945. peace\n1989\\. walls"),
        ("> 007. **Bond** 4*5*6", "> 007\\. **Bond** 4\\*5\\*6"),
        ("[Laughter]: loud", "\\[Laughter]: loud"),
        ("so <b>it</b> is <!-- now -->", "so \\<b>it\\</b> is \\<!-- now -->"),
        ("1. *a*\r\n2. b", "1. *a*\r\n2. b"),
    ],
)
def test_only_signs_by_which_words_would_change_are_escaped(text, escaped):
    assert portable(text) == escaped
    assert changes(escaped) == []
