import pytest

from proceedings.templatetags.record import grouped


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")])
def test_the_thousands_of_a_number_are_separated(number, shown):
    assert str(grouped(number)) == shown
