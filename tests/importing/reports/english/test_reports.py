"""Reports of somebody to a superior that go on over several sentences and paragraphs of an English text."""

import pytest

from tests.support.attributions import people

MEETING = "Mayor Bo Birch received the port director, Ann Ash."
REPORT = f"{MEETING}\nThe director reported that the quay in Oakport had sunk."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Two cranes had been repaired.",
        "The crews would move in May.",
        "Traffic grew faster than the year before.",
        "Another weak point was the lighthouse.",
        "Dredging, however, cost less.",
        "The pilots have come back.",
        "Fees rose by 9 percent.",
        "In 2023, fees rose by 9 percent.",
        "In the north, 40 buoys were laid.",
        "A contract for a tug had been signed.",
        "Two lighthouses are being built.",
        "Tolls have so far paid for the dam.",
        "Passenger numbers came to 4,000.",
        "Another task is the lock.",
        "Pilots wait for the tide.",
        "The diver left in May.",
        "The contractor had removed the sand.",
        "Silt is the main problem.",
        "Some 90 pilots were employed at the lock.",
        "Fees had fallen, but many regarded them as high.",
    ],
)
def test_a_report_goes_on_in_the_next_paragraph(paragraph):
    assert people(f"{REPORT}\n{paragraph}", "en")[1:] == [("Ann Ash", paragraph.rstrip("."))]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The harbour was built by monks.",
        "The harbour employs 90 people.",
        "The Harbour Board has nine members.",
        "The quay is 300 metres long.",
        "In 1964 the harbour burned.",
        "The meeting had been called by the Guild.",
        "A protocol was signed.",
        "Among the guests were pilots.",
        "In the afternoon the guests saw the lock.",
        "A choir sang of the sea.",
        "This was the third visit of the Mayor to the port.",
        "A commission will stay in the valley.",
        "The Mayor had dined at the port.",
        "In return, the director dedicated it to the crews that had stayed.",
        "After the meeting the quay was blessed.",
        "In the engine shed the Mayor talked with nine welders.",
        "On Monday Bo Birch had a telephone conversation with the guild.",
        "The repair is paid by the county.",
        "The next talks would be held in May.",
        "Oakport is the main port of the coast.",
        "Since the flood pilots have been tested every year. Some 40 have so far left.",
    ],
)
def test_a_paragraph_of_the_narrator_ends_a_report(paragraph):
    assert people(f"{REPORT}\n{paragraph}", "en")[1:] == []


def test_a_paragraph_goes_on_until_its_first_sentence_of_the_narrator():
    text = f"{REPORT}\nTwo cranes had been repaired. The harbour was built by monks. Sand would be sold."
    assert people(text, "en")[1:] == [("Ann Ash", "Two cranes had been repaired")]


def test_a_paragraph_that_only_counts_is_not_a_report_if_a_thing_has_a_history_in_it():
    assert people(f"{REPORT}\nFees rose by 9 percent. The harbour was built by monks.", "en")[1:] == []


def test_a_report_in_the_present_goes_on_in_the_present():
    text = f"{MEETING}\nThe director reported that the quay is dry.\nSmall boats moor for free."
    assert people(text, "en")[1:] == [("Ann Ash", "Small boats moor for free")]


@pytest.mark.parametrize(
    "opening",
    [
        "Ann Ash told the Mayor about the harbour.",
        "Ann Ash gave the Mayor an account of the harbour.",
        "The director of the port, Ann Ash, gave the Mayor an account of the harbour.",
        "The Mayor was briefed by Ann Ash on the harbour.",
        "Ann Ash touched upon the harbour.",
        "The Mayor was briefed on Tuesday by Ann Ash on the harbour.",
        "The Mayor heard a report by Ann Ash on the harbour.",
        "Ann Ash spoke about the harbour.",
    ],
)
def test_a_report_begins_with_its_topic(opening):
    text = f"{opening}\nTwo cranes had been repaired. The crews would move in May."
    assert people(text, "en")[-2:] == [
        ("Ann Ash", "Two cranes had been repaired"),
        ("Ann Ash", "The crews would move in May"),
    ]


def test_what_happened_is_no_mere_topic_of_a_report():
    text = f"{MEETING}\nAnn Ash informed the Mayor of the opening of a second quay. Two ships had come."
    assert people(text, "en") == [("Ann Ash", "the opening of a second quay"), ("Ann Ash", "Two ships had come")]


def test_a_report_behind_an_object_goes_on_behind_its_first_sentence():
    text = f"{MEETING}\nAnn Ash reported losses on the quay. Ice had been the reason. Each crane needed a new hook."
    assert people(text, "en")[-1] == ("Ann Ash", "Each crane needed a new hook")


def test_somebody_who_speaks_at_length_goes_on_in_the_next_paragraph():
    text = "Ann Ash said that the quay had sunk. Sand had moved. Ships would wait.\nTwo cranes had been repaired."
    assert people(text, "en")[-1] == ("Ann Ash", "Two cranes had been repaired")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ash said that the quay had sunk.\nTwo cranes had been repaired.",
        f"{MEETING}\nThe Mayor said that the quay had sunk.\nTwo cranes had been repaired.",
        f"{MEETING}\nBo Birch noted that the quay had sunk.\nTwo cranes had been repaired.",
        "Ann Ash told the children about the harbour.\nTwo cranes had been repaired.",
        f"{REPORT}\nThe Mayor asked Ann Ash to come.\nTwo cranes had been repaired.",
    ],
)
def test_words_that_are_no_report_end_with_their_paragraph(text):
    assert "Two cranes had been repaired" not in [content for _speaker, content in people(text, "en")]


@pytest.mark.parametrize("asked", ["asked whether ships had come", "wanted to know whether ships had come"])
def test_a_sentence_behind_a_question_is_the_answer_of_the_person_who_reports(asked):
    text = f"{REPORT}\nThe Mayor {asked}. Four had been turned away."
    assert people(text, "en")[1:] == [
        ("Bo Birch", "whether ships had come"),
        ("Ann Ash", "Four had been turned away"),
    ]


def test_an_answer_can_begin_a_paragraph():
    text = f"{REPORT}\nThe Mayor asked whether ships had come.\nFour had been turned away."
    assert people(text, "en")[-1] == ("Ann Ash", "Four had been turned away")


def test_a_sentence_behind_a_question_is_nobodys_without_a_report():
    assert len(people("Bo Birch asked whether ships had come. Four had been turned away.", "en")) == 1


def test_a_sentence_adds_to_an_instruction():
    text = "Ann Ash instructed the port to pay. A monthly report was to reach her."
    assert people(text, "en")[1:] == [("Ann Ash", "A monthly report was to reach her")]


def test_a_paragraph_with_words_of_both_sides_ends_a_report():
    text = f"{REPORT}\nTrade rose by 9 percent last year. The two sides agreed to widen it."
    assert people(text, "en")[1:] == [(None, "to widen it")]


def test_a_sentence_adds_to_an_order_what_nobody_may_do():
    text = "Ann Ash ordered the port to send a tug from Sta. Lucia. No boat was to leave before dawn."
    assert people(text, "en")[1:] == [("Ann Ash", "No boat was to leave before dawn")]


def test_the_head_of_a_company_is_the_chair_of_its_board():
    meeting = "Mayor Bo Birch met the Chair of the Board of Elm Rail, Ann Ash."
    text = f"{meeting}\nAnn Ash said that rain fell. The head of the company added that it was late."
    assert people(text, "en")[1:] == [("Ann Ash", "it was late")]


def test_a_body_that_wants_something_is_within_a_report():
    text = f"{REPORT} The Authority wished to raise the fees."
    assert people(text, "en")[1:] == [("Ann Ash", "The Authority wished to raise the fees")]


@pytest.mark.parametrize(
    "wish",
    [
        "Seven in ten crews intended to stay",
        "The League knew of 9 such cases, some of them open since 2009",
        "Most crews were ready to stay",
    ],
)
def test_what_a_group_wants_or_knows_is_within_a_report(wish):
    assert people(f"{REPORT} {wish}.", "en")[1:] == [("Ann Ash", wish)]


@pytest.mark.parametrize("wish", ["The participants wanted", "The guests were in favour of", "Most crews demanded"])
def test_what_a_group_at_a_meeting_wants_or_any_group_demands_is_its_own(wish):
    assert people(f"{REPORT} {wish} a dam.", "en")[1:] == [(None, "a dam")]


def test_a_body_that_states_something_speaks_for_itself():
    text = f"{REPORT} The Authority stated that it was late."
    assert people(text, "en")[1:] == [(None, "it was late")]


def test_what_a_district_has_is_part_of_a_report_on_it():
    text = "Mayor Bo Birch met Director Ann Ash.\nAnn Ash said that it is dry.\nThe district has 9 schools."
    assert people(text, "en")[1:] == [("Ann Ash", "The district has 9 schools")]


def test_a_question_can_ask_when_something_ends():
    assert people("The Mayor inquired when it would end.", "en") == [(None, "when it would end")]


def test_talks_that_were_planned_are_part_of_a_programme():
    text = "Ann Ash outlined the programme of the visit. Talks were planned for the first day."
    assert people(text, "en") == [("Ann Ash", "Talks were planned for the first day")]


def test_talks_that_were_planned_are_no_part_of_a_history():
    text = "Ann Ash outlined the history of the port. Talks were planned for the first day."
    assert people(text, "en") == [("Ann Ash", "the history of the port")]


@pytest.mark.parametrize(
    "report", ["presented the results", "briefed the Mayor on the harbour", "gave an account of the season"]
)
def test_a_topic_that_the_next_sentence_develops_is_no_words(report):
    text = f"{MEETING}\nThe director {report}. Tolls rose by 9 percent."
    assert people(text, "en") == [("Ann Ash", "Tolls rose by 9 percent")]


def test_a_topic_that_no_sentence_develops_is_words():
    assert people("Ann Ash briefed the Mayor on the harbour.", "en") == [("Ann Ash", "the harbour")]


def test_what_a_single_thing_is_being_made_of_ends_a_report():
    assert people(f"{REPORT}\nThe pier is being built on the west side.", "en")[1:] == []
