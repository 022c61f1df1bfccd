import pytest

from proceedings.models import SiteProfile
from proceedings.models.reads import present_profile


@pytest.fixture(autouse=True)
def profile(monkeypatch):
    """Pages behind a proxy name the site without a database."""
    monkeypatch.setattr(present_profile, "kept", lambda _revision: SiteProfile())
