"""Timestamps within a text: valid lines, and the form in which they are stored."""

import pytest
from django.core.exceptions import ValidationError

from proceedings.models import Statement

FIELD = Statement._meta.get_field("recording_timestamps")


def test_lines_are_stored_without_needless_space():
    assert FIELD.clean(" 0:05   Rivers\tcross \r\n\r\n1:02:30.5 Lakes\u2028 do\n", None) == (
        "0:05 Rivers cross\n1:02:30.5 Lakes do"
    )
    assert FIELD.clean("", None) == ""


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("0:05 Rivers\nLakes", "Line 2 is not a time and the words from there, such as “1:02:30 Rivers cross”."),
        ("0:05", "Line 1 is not a time and the words from there, such as “1:02:30 Rivers cross”."),
        ("5 Rivers", "Line 1 is not a time and the words from there, such as “1:02:30 Rivers cross”."),
        ("0:75 Rivers", "Line 1 is not a time and the words from there, such as “1:02:30 Rivers cross”."),
        ("1:05 Rivers\n0:59 Lakes do not", "“Lakes do not” has an earlier time than the line before."),
    ],
)
def test_other_lines_are_refused_with_a_sentence(value, message):
    with pytest.raises(ValidationError) as error:
        FIELD.clean(value, None)
    assert message in error.value.messages
