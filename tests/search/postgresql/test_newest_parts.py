"""The parts of the index of words on PostgreSQL, looked up from the newest rows on."""

from itertools import pairwise

import pytest

from proceedings.search.postgresql.newest_parts import COARSE, FINE, MOST_BLOCKS, spans


@pytest.mark.parametrize("parts", [FINE, COARSE])
def test_the_parts_cover_all_blocks_once(parts):
    assert parts[0][0] == 0
    assert all(past == start for (_start, past), (start, _past) in pairwise(parts))
    assert parts[-1][1] >= MOST_BLOCKS


def test_a_part_grows_with_the_newer_ones():
    assert list(spans(1, 1 / 2))[:5] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 6)]
    assert list(spans(4, 1))[:3] == [(0, 4), (4, 8), (8, 16)]
