"""Room for deep calls.

CPython before 3.13.13 keeps the frames of a thread in chunks of 16 KB, and returns a chunk to the operating system as
soon as its first call ends (https://github.com/python/cpython/issues/142183). Under pytest's frames, calls in
templates and queries cross the end of a chunk again and again, at two system calls each: a page takes up to twice its
time. Under the server's frames, this does not happen.
"""


def call_with_room(function, *args):
    """Return function(*args). Its calls have half a megabyte in one chunk, which uses no memory until it is touched."""
    return function(*args)


# Words on the stack of the frame. They take a little more than half a megabyte, so the chunk is the next power of two.
WORDS = 66_000
call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=WORDS)
