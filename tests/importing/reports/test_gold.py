"""The figures of docs/design/reading-reports.md, on reports of our own.

Some were kept for the test; the fresh ones were also written after the rules.
"""

import pytest

from proceedings.importing.reports.evaluation import evaluate
from tests.support.gold import gold_documents

# Speaker and content, by language, on the reports that were kept.
KEPT = {"en": (0.95, 0.90), "ru": (0.90, 0.85), "zh": (0.90, 0.85)}
FRESH = {"en": (0.80, 0.90), "ru": (0.90, 0.90), "zh": (0.80, 0.85)}


@pytest.mark.parametrize("language", KEPT)
@pytest.mark.parametrize("split", ["train", "test", "fresh"])
def test_reports_are_attributed_as_well_as_the_documentation_says(language, split):
    documents = [(each["text"], each["attributions"], each) for each in gold_documents(language)]
    (scores,) = evaluate(documents, split=split).values()
    speaker, content = (FRESH if split == "fresh" else KEPT)[language]
    assert scores["speaker"].f1 >= speaker
    assert scores["content"].f1 >= content


def test_the_gold_lies_inside_its_texts():
    for document in gold_documents():
        for each in document["attributions"]:
            for start, end in [*each["source"], *each["cue"], *each["content"]]:
                assert document["text"][start:end].strip() == document["text"][start:end]
