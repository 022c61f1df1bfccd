"""A conference, and its book as text, for all tests of books."""

import re
import subprocess

import pytest

from tests.support.factories import a_conference


@pytest.fixture
def summit():
    return a_conference(slug="summit", title="The Summit", acronym="SUM", summary="What it *was*.", rights="CC0-1.0")


@pytest.fixture
def read(client, tmp_path):
    """The text of each page of a conference's book, with whitespace as single spaces."""

    def read(slug="summit"):
        response = client.get(f"/conferences/{slug}.pdf")
        assert response.headers["Content-Type"] == "application/pdf"
        path = tmp_path / "book.pdf"
        path.write_bytes(b"".join(response.streaming_content))
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        # pdftotext adds marks around text from right to left.
        return [" ".join(re.sub("[\u202a-\u202c]", "", page).split()) for page in text.split("\f")[:-1]]

    return read
