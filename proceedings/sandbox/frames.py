"""Objects on a socket: the length of each in eight bytes, then its pickle. Both ends are this program."""

import pickle
import struct

LENGTH = struct.Struct("!Q")


def send(sock, value):
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    sock.sendall(LENGTH.pack(len(data)))
    sock.sendall(data)


def receive(sock, largest=float("inf")):
    """Return the next object and its length. Raise EOFError at the end, and OverflowError if it is too large."""
    (length,) = LENGTH.unpack(receive_bytes(sock, LENGTH.size))
    if length > largest:
        raise OverflowError
    return pickle.loads(receive_bytes(sock, length)), length  # noqa: S301 - from our own process


def receive_bytes(sock, length):
    data = bytearray(length)
    window = memoryview(data)
    while window:
        received = sock.recv_into(window)
        if not received:
            raise EOFError
        window = window[received:]
    return data
