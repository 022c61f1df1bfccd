"""Room for deep calls.

CPython before 3.13.13 keeps the frames of a thread in chunks of 16 KB, and returns a chunk to the operating system as
soon as its first call ends. Where the calls of a template or a query go back and forth over the end of a chunk, each
costs two system calls, and a page up to twice its time (https://github.com/python/cpython/issues/142183).
"""


def call_with_room(function, *args):
    """Return function(*args). Its calls have half a megabyte in one chunk, which is no memory until it is touched."""
    return function(*args)


# Words on the stack of the frame. They take a little more than half a megabyte, so the chunk is the next power of two.
WORDS = 66_000
call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=WORDS)
