"""Numbers on pages have their digits in groups."""

import pytest
from django.utils.translation import override

from proceedings.templatetags.record import grouped


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (999, "999"), (13062, "13,062"), (1234567, "1,234,567")])
def test_digits_are_grouped_by_language(number, shown):
    assert grouped(number) == shown
    with override("de"):
        assert grouped(number) == shown.replace(",", ".")
