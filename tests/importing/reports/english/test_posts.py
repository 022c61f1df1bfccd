"""The posts of people in English press items, and the titles that mean whoever has them."""

import pytest

from proceedings.importing.reports import attribute
from tests.support.attributions import people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Minister of Food and Trade Ona Vey and Governor of Elm Bo Birch met. The Minister said it rained.",
            ["Ona Vey"],
        ),
        (
            "Ona Vey met at the Palace with Minister of Trade Bo Birch. The Minister of Trade said it rained.",
            ["Bo Birch"],
        ),
        (
            "President of the Elmian Confederation Ona Vey left. The President said it rained.",
            ["Ona Vey"],
        ),
        (
            "The Trade Adviser to the Prime Minister of Chile, Ona Vey, met the press. The adviser said it rained.",
            ["Ona Vey"],
        ),
        (
            "Ona Vey, spokesman for the Prime Minister, came. The Prime Minister's spokesman said it snowed.",
            ["Ona Vey"],
        ),
        (
            "Mayor Bo Birch came. The Mayor was shown the mill by the director, Ona Vey. The latter said it rained.",
            ["Ona Vey"],
        ),
        ("The shipyard's director, Ona Vey, left. The head of the shipyard said it rained.", ["Ona Vey"]),
        ("Chair of the Rural Bank Ona Vey left. The head of the Rural Bank said it rained.", ["Ona Vey"]),
        ("Deputy Prime Minister Ona Vey met Minister Bo Birch. The Vice-Premier said it rained.", ["Ona Vey"]),
        ("Mayor of Elm Ona Vey at the Palace met Bo Birch. The Mayor said it rained.", ["Ona Vey"]),
        ("Ann Ash met Mayor Ona Vey. The Mayor said it rained.", ["Ona Vey"]),
        ("President Bo Birch met violinist Ona Vey. The musician said it rained.", ["Ona Vey"]),
        ("Minister Bo Birch met Chief Executive Ona Vey. The businesswoman said it rained.", ["Ona Vey"]),
        (
            "Director of the Fund Ona Vey met Bo Birch, President of the Guild. The Fund's head said it rained.",
            ["Ona Vey"],
        ),
    ],
)
def test_a_title_means_whoever_has_that_post(text, names):
    assert [name for name, _content in people(text, "en")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Norwegian Export Credit Agency guaranteed the dam. Ann Ash said it rained.", ["Ann Ash"]),
        ("On Harvest Day the mill opened. Ann Ash said it rained.", ["Ann Ash"]),
        ("In Oakport Mr Birch will see the mill. Ann Ash said it rained.", ["Birch", "Ann Ash"]),
    ],
)
def test_a_body_a_day_or_a_place_is_no_person(text, names):
    assert [person.name for person in attribute(text, [(0, len(text))], language="en").people] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ona Vey came. The director, Bo Birch, asked for a loan. His guest agreed to it.", "Ona Vey"),
        (
            "Bo Birch of Ghana took part as a guest. Ona Vey said it rained. The guest from Ghana noted the snow.",
            "Bo Birch",
        ),
        ("Mayor Ona Vey wrote notes. One was sent to Mayor Bo Birch. It rained, the Mayor wrote.", "Ona Vey"),
        ("President Bo Birch had talks with Chancellor Ona Vey. The guest from Elm said it rained.", "Ona Vey"),
        ("President Ona Vey had talks with Chancellor Bo Birch. Her guest said it rained.", "Bo Birch"),
        ("Ona Vey promised to pay, while Bo Birch hesitated, explaining that it rained.", "Bo Birch"),
    ],
)
def test_a_guest_or_a_recipient_is_not_the_last_speaker(text, name):
    assert people(text, "en")[-1][0] == name
