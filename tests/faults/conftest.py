"""A site that is prepared once: the record of fixtures/, an editor who is signed in, and the static files."""

import shutil
from types import SimpleNamespace

import pytest

from tests.faults.editors import sign_in
from tests.support.servers import Site


@pytest.fixture(scope="session")
def prepared(house, tmp_path_factory):
    """The folder of the project, a file with its database, and the cookie of an editor."""
    database = tmp_path_factory.mktemp("prepared") / "record.sqlite3"
    with Site(house.folder, DATABASE_URL=f"sqlite:///{database}") as site:
        site.stop()
        cookie = sign_in(house, site)
    return SimpleNamespace(folder=house.folder, database=database, cookie=cookie)


@pytest.fixture
def database(prepared, tmp_path):
    """A copy of the prepared database."""
    return shutil.copy(prepared.database, tmp_path)


@pytest.fixture
def site(prepared, database):
    with Site(prepared.folder, DATABASE_URL=f"sqlite:///{database}") as site:
        yield site
