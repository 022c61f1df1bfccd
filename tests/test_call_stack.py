from resource import RUSAGE_THREAD, getrusage
from threading import Thread

from proceedings.call_stack import call_with_room

CALLS, DEPTHS = 200, range(500)


def leaf():
    """Have a frame of its own."""


def page_faults(depth):
    """Return how often the system had to give memory to calls at a depth."""
    if depth:
        return page_faults(depth - 1)
    before = getrusage(RUSAGE_THREAD).ru_minflt
    for _number in range(CALLS):
        leaf()
    return getrusage(RUSAGE_THREAD).ru_minflt - before


def test_calls_with_room_need_memory_once_at_any_depth():
    faults = []
    thread = Thread(target=call_with_room, args=(lambda: faults.extend(map(page_faults, DEPTHS)),))
    thread.start()
    thread.join()
    assert max(faults) < CALLS / 10


def test_the_result_is_that_of_the_function():
    assert call_with_room(divmod, 7, 2) == (3, 1)
