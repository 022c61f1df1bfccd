"""Columns of facts say which rows have a value, whether few values are wanted or many."""

import numpy as np
import pytest

from proceedings.search.segments.columns import FEW_CODES, Column

TEXTS = ["", *(f"a{number},b{number % 3}" for number in range(3 * FEW_CODES))]


@pytest.fixture
def column():
    return Column(TEXTS, np.arange(200, dtype=np.uint16) % len(TEXTS))


@pytest.mark.parametrize(
    "values",
    [[], ["unknown"], [""], ["a5"], ["b1"], ["a5", "b1", "unknown"], [f"a{number}" for number in range(2 * FEW_CODES)]],
)
@pytest.mark.parametrize("slots", [slice(None), np.array([0, 3, 7, 60, 199]), np.array([], int)])
def test_a_column_says_which_rows_have_any_of_the_values(column, values, slots):
    expected = [any(value in TEXTS[code].split(",") for value in values) for code in column.codes[slots]]
    assert column.having(frozenset(values), slots).tolist() == expected


@pytest.mark.parametrize("most", [0, FEW_CODES, len(TEXTS)])
def test_a_column_says_which_rows_have_a_text_that_meets_a_condition(column, most):
    expected = [code < most for code in column.codes.tolist()]
    assert column.where(lambda text: TEXTS.index(text) < most, slice(None)).tolist() == expected


@pytest.mark.parametrize("slots", [slice(None), np.array([0, 5, 9]), np.array([], int)])
def test_a_column_says_where_the_number_of_each_row_is_in_a_list(slots):
    numbers = np.array([30, 10, 50])
    column = Column(["", "10", "20", "30"], np.arange(12, dtype=np.uint16) % 4)
    expected = [{10: 1, 30: 0}.get(number, -1) for number in column.numbers(slots).tolist()]
    assert column.places(numbers, np.argsort(numbers), slots).tolist() == expected
