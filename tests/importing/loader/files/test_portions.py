"""Records divided into columns."""

import json

import pytest

from proceedings.importing.loader.errors import UnreadableError
from proceedings.importing.loader.files import portions as module
from proceedings.importing.loader.files.portions import Portion, portions
from proceedings.importing.loader.files.sources import Source


def a_theme(slug, **fields):
    return {"model": "theme", "fields": {"slug": slug, **fields}}


def a_speaker(slug):
    return {"model": "speaker", "fields": {"slug": slug}}


@pytest.fixture
def divided(tmp_path):
    """Return a function from records, each on a line, to the lists of their portions."""

    def divide(*records, end="]"):
        path = tmp_path / "record.json"
        path.write_text("[\n" + ",\n".join(json.dumps(record) for record in records) + end, encoding="utf-8")
        return portions(Source(path.name, path))

    return divide


def test_records_of_a_model_with_the_same_fields_become_columns(divided):
    records = [a_theme("a", name="A"), a_speaker("x"), a_theme("b", name="B"), a_speaker("y")]
    assert list(divided(*records)) == [
        [
            Portion("theme", ("slug", "name"), [(1, 2), (3, 4)], [("a", "b"), ("A", "B")]),
            Portion("speaker", ("slug",), [(2, 3), (4, 5)], [("x", "y")]),
        ]
    ]


@pytest.mark.parametrize("other", [a_theme("b", name="B"), {"model": "Theme", "fields": {"slug": "b"}}])
def test_records_of_a_model_keep_their_order(divided, other):
    (items,) = divided(a_theme("a"), other, a_theme("c"))
    assert [item.columns[0] for item in items] == [("a",), ("b",), ("c",)]


@pytest.mark.parametrize(
    "record",
    [5, {}, {"model": "theme", "fields": {}}, {"model": 3, "fields": {"slug": "b"}}, a_theme("b") | {"pk": 1}],
)
def test_other_records_stay_what_they_are_and_where_they_are(divided, record):
    (items,) = divided(a_theme("a"), record, a_theme("c"))
    assert [item if type(item) is tuple else item.columns for item in items] == [[("a",)], (2, 3, record), [("c",)]]


def test_a_record_with_a_name_that_occurs_twice_is_no_column(tmp_path):
    path = tmp_path / "record.json"
    path.write_text('[{"model": "theme", "fields": {"slug": "a", "slug": "b"}}]', encoding="utf-8")
    ((item,),) = portions(Source(path.name, path))
    assert item[2]["fields"].name == "slug"


def test_a_part_of_the_records_travels_at_a_time(divided, monkeypatch):
    monkeypatch.setattr(module, "TOGETHER", 2)
    lists = divided(a_theme("a"), a_theme("b"), a_theme("c"))
    assert [[item.columns for item in items] for items in lists] == [[[("a", "b")]], [[("c",)]]]


def test_the_records_before_an_error_are_kept(divided):
    lists = divided(a_theme("a"), a_theme("b"), end=", {")
    assert [item.columns for item in next(lists)] == [[("a", "b")]]
    with pytest.raises(UnreadableError):
        next(lists)
