import time

from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement, uncovered

TEXT = "Ann Ash noted that rain fell. Bo Birch agreed."


def a_proposal(*contents, speaker="Ann Ash"):
    statements = [
        ProposedStatement(speaker, "", content, cue=[(8, 18)], source_span=[(0, 7)], rule="that")
        for content in contents
    ]
    return Proposal("report.txt", "text", "rules", speakers=[ProposedSpeaker("Ann Ash")], proposals=statements)


def test_json_has_every_field_and_comes_back_as_the_same_proposal():
    proposal = a_proposal([(19, 28)])
    data = proposal.to_json()
    assert data["speakers"] == [{"name": "Ann Ash", "post": "", "organisation": "", "matched": None}]
    assert data["proposals"][0]["content"] == [[19, 28]]
    assert "starts" not in data["proposals"][0]
    assert Proposal.from_json(data) == proposal


def test_joint_speakers_share_a_content_and_others_do_not_overlap():
    assert list(a_proposal([(19, 28)], [(19, 28)]).violations(TEXT)) == []
    assert list(a_proposal([(19, 28)], [(20, 28)]).violations(TEXT)) == ["contents overlap at 20"]


def test_spans_lie_inside_the_text_in_order():
    for content in ([(19, 99)], [(28, 19)], [(19, 19)], [(25, 28), (19, 26)]):
        assert "proposal 0: content is not a list of spans in the text" in list(a_proposal(content).violations(TEXT))


def test_every_speaker_is_listed():
    assert list(a_proposal([(19, 28)], speaker="Cy").violations(TEXT)) == ["proposal 0: 'Cy' is not among the speakers"]


def test_the_rest_of_many_paragraphs_is_computed_in_time():
    spans = [(at, at + 5) for at in range(0, 400_000, 10)]
    start = time.process_time()
    assert len(uncovered("ab cd ef. " * 40_000, spans, [(at, at + 9) for at, _end in spans])) == 40_000
    assert time.process_time() - start < 5


def test_the_rest_is_the_words_that_no_span_covers():
    assert uncovered(TEXT, [(0, 28)]) == [(28, 46)]
    assert uncovered(TEXT, [(0, 46)]) == []
    assert uncovered(TEXT, [(8, 18)], within=[(0, 19), (30, 46)]) == [(0, 7), (30, 46)]
