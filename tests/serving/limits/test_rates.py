"""The rates of the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from proceedings.serving.limits.rates import Rate, rates


def environment(**values):
    """A reader of an environment with these variables, as django-environ's."""

    def read(name, default):
        return values.get(name, default)

    return read


def test_rates_come_from_the_environment():
    expected = {"API_RATE": Rate(1000, 3600), "SEARCH_RATE": Rate(120, 60), "FILE_RATE": Rate(5, 1)}
    assert rates(environment(API_RATE="1000/hour", FILE_RATE="5/s")) == expected | {"FORM_RATE": Rate(60, 60)}


@pytest.mark.parametrize("rate", ["many", "0/min", "3/fortnight", "-1/min", "3"])
def test_a_wrong_rate_is_refused_with_an_example(rate):
    with pytest.raises(ImproperlyConfigured, match="SEARCH_RATE must be a number and a unit of time, such as 300/min"):
        rates(environment(SEARCH_RATE=rate))
