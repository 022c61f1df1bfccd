"""The report of the seed's structure in words of our own, against the record that was made of it by hand."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from proceedings.importing.proposals import read

FIXTURE = Path("fixtures/sco-regional-governance-2020.yaml")
REPORT = Path(__file__).with_name("sco-own-words.txt")


@pytest.fixture(scope="module")
def record():
    rows = yaml.safe_load(FIXTURE.read_text("utf-8"))
    return [(row["model"].removeprefix("proceedings."), row["fields"]) for row in rows]


@pytest.fixture(scope="module")
def proposal():
    text, proposal = read("", REPORT.read_bytes(), REPORT.name)
    assert list(proposal.violations(text)) == []
    return proposal


def test_every_speaker_is_proposed_with_the_post_of_the_record(record, proposal):
    names = {fields["slug"]: fields["name"] for noun, fields in record if noun == "speaker"}
    acronyms = {fields["slug"]: fields["acronym"] for noun, fields in record if noun == "organisation"}
    posts = {
        (
            names[fields["speaker"][0]],
            fields["title"],
            acronyms[fields["organisation"][0]] if "organisation" in fields else "",
        )
        for noun, fields in record
        if noun == "appointment"
    }
    assert {(each.name, each.post, each.organisation) for each in proposal.speakers} == posts


def test_every_remark_is_of_its_speaker_and_of_the_kind_of_their_part(record, proposal):
    names = {fields["slug"]: fields["name"] for noun, fields in record if noun == "speaker"}
    statements = [fields for noun, fields in record if noun == "statement"]
    kinds = Counter((names[each["speaker"][0]] if "speaker" in each else None, each["kind"]) for each in statements)
    assert Counter((each.speaker, each.kind) for each in proposal.proposals) == kinds
    assert {each.form for each in proposal.proposals} == {"reported"}


def test_the_conference_has_the_title_the_day_and_the_organisers_of_the_report(proposal):
    assert proposal.conference == {
        "title": "Governing a Region Together: the SCO and New Approaches",
        "language": "en",
        "starts_on": "2020-09-28",
        "ends_on": "2020-09-28",
        "organisers": ["Russian International Affairs Council", "Chinese Academy of Social Sciences"],
        "acronyms": {"Russian International Affairs Council": "RIAC", "Chinese Academy of Social Sciences": "CASS"},
    }


def test_words_that_nobody_said_are_left(proposal):
    text = REPORT.read_text("utf-8")
    left = " ".join(text[start:end] for start, end in proposal.left)
    assert "was held on 28 September 2020" in left
    assert "strategic" not in left
