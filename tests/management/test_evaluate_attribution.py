"""manage.py evaluate_attribution: how well the reader of reports attributes words, compared with marked texts."""

import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

SENTENCE = "Mayor Ann Ash noted that the bridge is old."
RUSSIAN = "Мэр Анна Лунд отметила, что мост стар."


def marked(text, source, cue, content, *, split="test", **fields):
    """Return a text with one attribution, whose parts are words of it."""
    places = {role: text.index(words) for role, words in (("source", source), ("cue", cue), ("content", content))}
    lengths = {"source": len(source), "cue": len(cue), "content": len(content)}
    spans = {role: [[start, start + lengths[role]]] for role, start in places.items()}
    return {"id": text, "split": split, "text": text, "attributions": [spans | fields], "language": "en"}


ENGLISH_GOLD = marked(SENTENCE, "Mayor Ann Ash", "noted that", "the bridge is old", speaker="Ann Ash")
RUSSIAN_GOLD = marked(RUSSIAN, "Мэр Анна Лунд", "отметила, что", "мост стар", split="train") | {"language": "ru"}
WRONG = marked(SENTENCE, "the bridge", "noted", "Mayor Ann Ash", split="dev")


def evaluate(path, *options):
    """Return the lines that the command prints, as words."""
    output = StringIO()
    call_command("evaluate_attribution", str(path), *options, stdout=output)
    return [line.split() for line in output.getvalue().splitlines()]


@pytest.fixture
def gold(tmp_path):
    def write(*documents, name="gold.jsonl"):
        lines = "".join(f"{json.dumps(document)}\n" for document in documents)
        content = gzip.compress(lines.encode()) if name.endswith(".gz") else lines.encode()
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_scores_are_shown_for_each_language_and_backend(gold, name):
    lines = evaluate(gold(ENGLISH_GOLD, RUSSIAN_GOLD, name=name))
    assert lines[0] == ["en:", "rules", "precision", "recall", "F1", "gold"]
    assert lines[1:6] == [
        ["source", "1.000", "1.000", "1.000", "3"],
        ["cue", "1.000", "1.000", "1.000", "2"],
        ["content", "1.000", "1.000", "1.000", "4"],
        ["attribution", "1.000", "1.000", "1.000", "1"],
        ["speaker", "1.000", "1.000", "1.000", "1"],
    ]
    assert lines[6][:2] == ["ru:", "rules"]


def test_a_split_is_scored_alone(gold):
    assert [line[0] for line in evaluate(gold(ENGLISH_GOLD, RUSSIAN_GOLD), "--split=train") if "F1" in line] == ["ru:"]


def test_an_attribution_with_another_source_and_content_is_wrong(gold):
    [whole] = [line for line in evaluate(gold(WRONG)) if line[0] == "attribution"]
    assert whole[1:] == ["0.000", "0.000", "0.000", "1"]


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("{}\n", [], "Line 1 is not a text with attributions."),
        (f"{json.dumps(ENGLISH_GOLD)}\n[\n", [], "Line 2 is not a text with attributions."),
        ("", [], "There is no text in this file, or none of this split."),
        (json.dumps(ENGLISH_GOLD), ["--split=train"], "There is no text in this file, or none of this split."),
        (None, [], "gold.jsonl cannot be read: No such file or directory."),
    ],
)
def test_a_file_without_marked_texts_is_refused(tmp_path, content, options, message):
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=message):
        evaluate(path, *options)
