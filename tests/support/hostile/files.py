"""Small files that would fill the memory or never end when they are read, and functions that do the same."""

import ctypes
import gzip
import io
import os
import signal
import time
import zipfile

from openpyxl import Workbook
from PIL import Image

from tests.support.sheets import saved

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheet=None, styles=None, strings=None, **more):
    """An XLSX file with one sheet, with these parts instead of its own, and more parts."""
    book = Workbook()
    book.active.append(["Title"])
    changed = {"worksheets/sheet1": sheet, "styles": styles, "sharedStrings": strings, **more}
    changed = {f"xl/{name}.xml": text for name, text in changed.items() if text is not None}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, text in changed.items():
            new.writestr(name, text)
    return stream.getvalue()


def row(text):
    return f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>'


def sheet(rows, prefix=""):
    """The part of a sheet with the XML of its rows."""
    names = f'xmlns:{prefix}="{NAMESPACE}"' if prefix else f'xmlns="{NAMESPACE}"'
    tag = f"{prefix}:" if prefix else ""
    return f"<{tag}worksheet {names}><{tag}sheetData>{rows}</{tag}sheetData></{tag}worksheet>"


def packed(start, again, times, end=""):
    """A gzip file with a text that is repeated many times, made without holding it in memory."""
    stream = io.BytesIO()
    with gzip.open(stream, "wb", compresslevel=9) as archive:
        archive.write(start.encode())
        block = again.encode() * 10_000
        for _block in range(times // 10_000):
            archive.write(block)
        archive.write(end.encode())
    return stream.getvalue()


LAUGHS = "\n".join(
    [
        "- model: proceedings.speaker",
        "  fields:",
        "    slug: &a [x, x, x, x, x, x, x, x, x, x]",
        *(f"    f{n}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]" for n in range(12)),
    ]
)
MERGES = "\n".join(
    [
        "- &a {x: 1}",
        *(f"- &{chr(98 + n)} {{<<: [{', '.join([f'*{chr(97 + n)}'] * 10)}]}}" for n in range(12)),
    ]
)


def picture(width, height, form="PNG", mode="RGB", **options):
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, form, **options)
    return stream.getvalue()


# Functions for a child process


def take_memory(megabytes):
    return len([bytearray(2**20) for _number in range(megabytes)])


def compute_forever():
    while True:
        pass


def compute_forever_in_c():
    return 7 ** (7**12)


def wait_forever():
    while True:
        time.sleep(60)


def crash():
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    ctypes.string_at(0)


def write(megabytes):
    return bytes(megabytes * 2**20)


def refuse(error):
    raise error


def count_up(numbers, then):
    yield from range(numbers)
    raise then


def count_in_lists(lists, then):
    for number in range(lists):
        yield list(range(number + 1))
    raise then


def repeat(item):
    while True:
        yield item


def pid_then_wait():
    """Yield enough items to be sent immediately."""
    yield from [os.getpid()] * 500
    wait_forever()
