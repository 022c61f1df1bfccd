"""Room for deep calls.

CPython before 3.13.13 keeps the frames of a thread in chunks of 16 KB, and returns a chunk to the operating system as
soon as its first call ends (https://github.com/python/cpython/issues/142183). Below the frames of pytest, the calls of
templates and queries go back and forth over the end of a chunk, and each costs two system calls: a page takes up to
twice its time. Below those of the server they do not.
"""


def call_with_room(function, *args):
    """Return function(*args). Its calls have half a megabyte in one chunk, which is no memory until it is touched."""
    return function(*args)


# Words on the stack of the frame. They take a little more than half a megabyte, so the chunk is the next power of two.
WORDS = 66_000
call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=WORDS)
