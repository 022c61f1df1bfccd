import pytest

from proceedings.models.reads import page_keys
from proceedings.models.statements import queryset as statement_queryset


@pytest.fixture
def many(monkeypatch):
    """As if two statements were many, and two conferences the most whose keys a query can have."""
    monkeypatch.setattr(page_keys, "MANY", 2)
    monkeypatch.setattr(statement_queryset, "MANY", 2)
    monkeypatch.setattr(page_keys, "FIRST", 1)
    monkeypatch.setattr(page_keys, "KEYS", 2)
