import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement
from proceedings.importing.proposals.editing import (
    EditError,
    check_contents,
    divided,
    joined,
    left_after,
    new_statement,
    with_words,
)

SOURCE = "Ann Ash noted that rain fell. It was heavy, she added.\n\nBo Birch agreed."
RAIN, HEAVY = (19, 29), (30, 42)


def a_statement(*content, text=None, **fields):
    words = " ".join(SOURCE[start:end] for start, end in content)
    return ProposedStatement("Ann Ash", words if text is None else text, list(content), **fields)


def words(statement):
    return [SOURCE[start:end] for start, end in statement.content]


def violations(*statements, source=SOURCE):
    proposal = Proposal("a.txt", "text", "", speakers=[ProposedSpeaker("Ann Ash")], proposals=list(statements))
    return list(proposal.violations(source))


def test_a_statement_is_divided_at_the_same_letter_of_the_source():
    first, second = divided(a_statement(RAIN, HEAVY), SOURCE, len("rain fell. "))
    assert (first.text, words(first)) == ("rain fell.", ["rain fell."])
    assert (second.text, words(second), second.title) == ("It was heavy", ["It was heavy"], "It was heavy")
    assert violations(first, second) == []


def test_an_edited_text_is_divided_where_its_words_are_in_the_source():
    statement = a_statement(RAIN, HEAVY, text="It rained. It was heavy")
    first, second = divided(statement, SOURCE, len("It rained. "))
    assert (first.text, words(first)) == ("It rained.", ["rain fell."])
    assert (second.text, words(second)) == ("It was heavy", ["It was heavy"])


def test_words_that_are_not_in_the_source_are_divided_in_proportion_between_two_words():
    first, second = divided(a_statement(RAIN, HEAVY, text="Water came. Lots of it!"), SOURCE, len("Water came. "))
    assert (words(first), words(second)) == (["rain fell."], ["It was heavy"])


def test_times_are_divided_in_proportion():
    first, second = divided(a_statement(RAIN, HEAVY, starts=10.0, ends=48.0), SOURCE, len("rain fell. "))
    assert (first.starts, first.ends) == (10.0, second.starts)
    assert (second.starts, second.ends) == (28.0, 48.0)


def test_a_statement_is_divided_at_its_timestamps_and_each_half_keeps_its_own():
    statement = a_statement(RAIN, HEAVY, starts=10.0, ends=48.0, timestamps="0:11 fell.\n0:40 It was\n0:42 heavy")
    first, second = divided(statement, SOURCE, len("rain fell. "))
    assert (first.ends, first.timestamps) == (40.0, "0:11 fell.")
    assert (second.starts, second.timestamps) == (40.0, "0:40 It was\n0:42 heavy")


def test_joined_statements_have_the_start_of_the_second_as_a_timestamp():
    one = a_statement(RAIN, starts=10.0, ends=20.0, timestamps="0:11 fell.")
    other = a_statement(HEAVY, starts=40.0, ends=48.0, timestamps="0:42 heavy")
    assert joined(one, other, SOURCE).timestamps == "0:11 fell.\n0:40 It was heavy\n0:42 heavy"
    assert joined(other, one, SOURCE).timestamps == ""


def test_other_words_of_the_source_have_no_times():
    statement = with_words(a_statement(RAIN, starts=10.0, ends=20.0, timestamps="0:11 fell."), SOURCE, *HEAVY)
    assert (statement.starts, statement.ends, statement.timestamps) == (None, None, "")


@pytest.mark.parametrize("place", [0, len("rain fell. It was heavy")])
def test_a_half_without_words_is_refused(place):
    with pytest.raises(EditError, match="between two words"):
        divided(a_statement(RAIN, HEAVY), SOURCE, place)


def test_two_statements_are_joined_with_the_words_of_both():
    one = a_statement(RAIN, cue=[(8, 18)], source_span=[(0, 7)], starts=1.0, ends=2.0, title="Rain", themes=["rain"])
    other = a_statement(HEAVY, cue=[(44, 53)], source_span=[(0, 7)], starts=2.0, ends=4.0, themes=["floods", "rain"])
    both = joined(one, other, SOURCE)
    assert (both.text, both.title, both.themes) == ("rain fell. It was heavy", "Rain", ["rain", "floods"])
    assert (both.content, both.cue, both.source_span) == ([RAIN, HEAVY], [(8, 18), (44, 53)], [(0, 7)])
    assert (both.starts, both.ends) == (1.0, 4.0)


def test_statements_of_two_paragraphs_are_joined_with_an_empty_line():
    assert joined(a_statement(HEAVY), a_statement((65, 71)), SOURCE).text == "It was heavy\n\nagreed"


def test_chinese_texts_are_joined_without_a_space():
    source = "他说天晴。又说风大。"
    one, other = ProposedStatement(None, "天晴。", [(2, 5)]), ProposedStatement(None, "风大。", [(7, 10)])
    assert joined(one, other, source).text == "天晴。风大。"


def test_other_words_are_trimmed_and_bring_their_text_and_title():
    statement = with_words(a_statement(RAIN), SOURCE, 29, 43)
    assert (statement.content, statement.text, statement.title) == ([(30, 43)], "It was heavy,", "It was heavy,")
    with pytest.raises(EditError):
        with_words(a_statement(RAIN), SOURCE, 54, 56)


def test_a_statement_by_hand_is_by_nobody():
    statement = new_statement(SOURCE, 56, 72, form="reported")
    assert (statement.speaker, statement.kind, statement.text) == (None, "narrative", "Bo Birch agreed.")
    assert statement.rule == "editor"


def test_the_words_of_a_dropped_statement_are_left_again_with_its_verb_and_speaker():
    dropped = a_statement(RAIN, cue=[(8, 18)], source_span=[(0, 7)])
    kept = a_statement(HEAVY)
    assert left_after(SOURCE, [(56, 72)], [dropped], [kept]) == [(0, 29), (56, 72)]
    assert left_after(SOURCE, [(0, 29), (56, 72)], [], [kept, dropped]) == [(56, 72)]


def test_statements_may_share_all_words_or_none():
    check_contents([a_statement(RAIN, HEAVY), a_statement(RAIN, HEAVY)])
    with pytest.raises(EditError, match="belong to another statement"):
        check_contents([a_statement(RAIN, HEAVY), a_statement(HEAVY)])


@given(st.text(min_size=1, max_size=60), st.data())
def test_whatever_is_divided_and_joined_again_keeps_its_spans_in_order(source, data):
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    try:
        statement = new_statement(source, start, end)
        first, second = divided(statement, source, data.draw(st.integers(0, end - start)))
    except EditError:
        return
    speakerless = Proposal("a.txt", "text", "", proposals=[first, second])
    assert list(speakerless.violations(source)) == []
    both = joined(first, second, source)
    assert list(Proposal("a.txt", "text", "", proposals=[both]).violations(source)) == []
    assert "".join(both.text.split()) == "".join(statement.text.split())
