"""Reading files, and the line of each error."""

import gzip
import json

import pytest

from proceedings.importing.loader import FixtureError, load
from proceedings.models import Speaker
from tests.support.editing import complaints, load_text

pytestmark = pytest.mark.django_db

SPEAKER = {"model": "proceedings.speaker", "fields": {"slug": "tang-feng", "name": "唐鳳"}}

GZIP_ERROR = "Compressed file ended before the end-of-stream marker was reached."


def names():
    return list(Speaker.objects.values_list("slug", "name"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("record.json", json.dumps([SPEAKER])),
        ("record.json", json.dumps([SPEAKER], indent=2, ensure_ascii=False)),
        ("record.jsonl", json.dumps(SPEAKER) + "\n\n"),
        ("record.yaml", "- model: proceedings.speaker\n  fields: {slug: tang-feng, name: 唐鳳}\n"),
        ("record.yml", "[{model: proceedings.speaker, fields: {slug: tang-feng, name: 唐鳳}}]"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_is_read_plain_and_packed(name, text, packed):
    load_text(gzip.compress(text.encode()) if packed else text, name + (".gz" if packed else ""))
    assert names() == [("tang-feng", "唐鳳")]


def test_a_byte_order_mark_is_ignored():
    load_text(b"\xef\xbb\xbf" + json.dumps([SPEAKER]).encode(), "record.json")
    assert names() == [("tang-feng", "唐鳳")]


def test_a_folder_loads_all_its_fixtures_recursively(tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "a.json").write_text("[]")
    (tmp_path / "more" / "b.json").write_text(json.dumps([SPEAKER]))
    (tmp_path / "notes.txt").write_text("not a fixture")
    assert str(load([tmp_path])) == "1 created, 0 updated, 0 unchanged"


def test_json_longer_than_what_is_read_at_once_is_read_whole():
    long = [
        {"model": "proceedings.speaker", "fields": {"slug": f"s-{n}", "name": "N", "biography": "б" * 700_000}}
        for n in range(4)
    ]
    load_text(json.dumps(long, ensure_ascii=False), "record.json")
    assert [len(text) for text in Speaker.objects.values_list("biography", flat=True)] == [700_000] * 4


def test_yaml_anchors_and_merges_are_resolved():
    load_text("""
        - model: proceedings.speaker
          fields: &norov {slug: norov, name: Norov, country: UZ}
        - model: proceedings.speaker
          fields: {<<: *norov, slug: norov-2}
    """)
    assert list(Speaker.objects.values_list("slug", "country").order_by("slug")) == [("norov", "UZ"), ("norov-2", "UZ")]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.json", "", "a.json:1  the file is empty; a fixture is a list of records."),
        ("a.jsonl", "\n", "a.jsonl:1  the file is empty; a fixture is a list of records."),
        ("a.yaml", "# later\n", "a.yaml:1  the file is empty; a fixture is a list of records."),
        ("a.json", '\n{"a": 1}', "a.json:2  this is not a list of records: a JSON fixture begins with [."),
        ("a.yaml", "\nslug: a", "a.yaml:2  this is not a list of records: each begins with “- model: …”."),
        ("a.yaml", "a word", "a.yaml:1  this is not a list of records: each begins with “- model: …”."),
        (
            "a.json",
            '[\n{"a": 1}\n{}]',
            "a.json:3  this is not JSON: expected a comma after a record, or ] after the last.",
        ),
        ("a.json", '[\n{"a":\n1,}]', "a.json:3  this is not JSON: Expecting property name enclosed in double quotes."),
        ("a.json", "[\n{", "a.json:2  this is not JSON: Expecting property name enclosed in double quotes."),
        ("a.json", "[]\n[]", "a.json:2  there is text after the end of the list."),
        ("a.jsonl", '\n{"a": 1} {}', "a.jsonl:2  a line of JSONL has one record and nothing after it."),
        ("a.jsonl", '\n{"a"', "a.jsonl:2  this is not JSON: Expecting ':' delimiter."),
        ("a.yaml", "- a: 1\n  b: [", "a.yaml:3  this is not YAML: did not find expected node content."),
        ("a.yaml", "[]\n---\n[]", "a.yaml:2  there is text after the end of the list."),
        ("a.json", "[" * 100_000, "a.json:1  this is nested too deeply for a fixture."),
        (
            "a.json",
            '[\n{"a": ' + "9" * 5000 + "}]",
            (
                "a.json:1  the file cannot be read: Exceeds the limit (4300 digits) for integer string conversion: "
                "value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit."
            ),
        ),
        ("a.json", b'[\n"\xff"]', "a.json:2  this is not UTF-8: save the file in UTF-8."),
        ("a.yaml", b"- a\n- b\n- \xe9t\xe9", "a.yaml:3  this is not UTF-8: save the file in UTF-8."),
        ("a.jsonl", b"\xff", "a.jsonl:1  this is not UTF-8: save the file in UTF-8."),
        (
            "a.json.gz",
            b"\x1f\x8b??",
            "a.json.gz:1  the file cannot be read: Compressed file ended before the end-of-stream marker was reached.",
        ),
    ],
)
def test_a_malformed_file_is_reported_with_the_line(name, text, line):
    assert line in complaints(text, name)


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ("- word", 'a record is a mapping with "model" and "fields".'),
        ("- {fields: {}}", 'the record has no "model".'),
        ("- {model: proceedings.speaker}", 'the record has no "fields".'),
        ("- {model: proceedings.speaker, fields: []}", '"fields" must be a mapping of names to values.'),
        ("- {model: x, model: y, fields: {}}", '"model" occurs twice in the record.'),
        (
            "- {model: proceedings.speaker, fields: {}, name: N}",
            'a record has only "model" and "fields"; "name" is neither.',
        ),
        (
            "- {model: proceedings.speeker, fields: {}}",
            'no model "proceedings.speeker" can be loaded. Did you mean "proceedings.speaker"?',
        ),
        ("- {model: speaker, fields: {}}", 'no model "speaker" can be loaded. Did you mean "proceedings.speaker"?'),
        ("- {model: auth.user, fields: {}}", 'no model "auth.user" can be loaded.'),
    ],
)
def test_a_malformed_record_is_reported_with_the_line(record, line):
    assert complaints(f"\n{record}\n") == [f"record.yaml:2  {line}"]


def test_all_files_are_read_although_one_is_broken(tmp_path):
    (tmp_path / "a.json").write_text("[")
    (tmp_path / "b.yaml").write_text("- word")
    assert [line.rpartition("/")[2] for line in complaints_of(tmp_path)] == [
        "a.json:1  this is not JSON: Expecting value.",
        'b.yaml:1  a record is a mapping with "model" and "fields".',
    ]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("fixture.yml", "there is no such file or folder. Did you mean fixture.yaml?"),
        ("", "the folder has no file that ends in .json, .jsonl, .yaml, .yml."),
        (
            "fixture.txt",
            ("the format is not clear from the name: it should end in .json, .jsonl, .yaml, .yml. Or use --format."),
        ),
    ],
)
def test_a_path_without_a_fixture_is_reported(tmp_path, path, line):
    if path:
        (tmp_path / "fixture.yaml").write_text("[]")
        (tmp_path / "fixture.txt").write_text("[]")
    assert complaints_of(tmp_path / path) == [f"{tmp_path / path}  {line}"]


def complaints_of(path):
    with pytest.raises(FixtureError) as caught:
        load([path])
    return [str(problem) for problem in caught.value.problems]
