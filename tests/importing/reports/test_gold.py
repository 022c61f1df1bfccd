"""The figures of docs/design/reading-reports.md, on reports of our own.

The fresh ones were written and marked after the rules, and not read since. Nor were the unseen ones, those as
institutions publish them, and the press items, which others wrote and marked who did not know the rules. All others
were read while the rules improved.
"""

import pytest

from proceedings.importing.reports.evaluation import evaluate
from tests.support.gold import gold_documents

# Speaker and content, by language.
KEPT = {"en": (0.95, 0.90), "ru": (0.95, 0.90), "zh": (0.95, 0.90)}
FRESH = {"en": (0.95, 0.90), "ru": (0.95, 0.90), "zh": (0.85, 0.85)}
UNSEEN = {"en": (0.87, 0.91), "ru": (0.82, 0.90), "zh": (0.80, 0.92)}
INSTITUTIONS = {"en": (0.95, 0.90), "ru": (0.90, 0.85), "zh": (0.92, 0.85)}
PRESS = {"en": (0.92, 0.95)}
LEAST = {
    "train": KEPT,
    "test": KEPT,
    "fresh": FRESH,
    "unseen": UNSEEN,
    "institutions": INSTITUTIONS,
    "press": PRESS,
}


@pytest.mark.parametrize(("split", "language"), [(split, language) for split in LEAST for language in LEAST[split]])
def test_reports_are_attributed_as_well_as_the_documentation_says(split, language):
    documents = [(each["text"], each["attributions"], each) for each in gold_documents(language)]
    (scores,) = evaluate(documents, split=split).values()
    speaker, content = LEAST[split][language]
    assert scores["speaker"].f1 >= speaker
    assert scores["content"].f1 >= content


def test_the_gold_lies_inside_its_texts():
    for document in gold_documents():
        for each in document["attributions"]:
            for start, end in [*each["source"], *each["cue"], *each["content"]]:
                assert document["text"][start:end].strip() == document["text"][start:end]
