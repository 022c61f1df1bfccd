import json
import random
from io import StringIO

import pytest
from django.core.management import call_command

from proceedings.importing.drafts import themes
from proceedings.importing.drafts.theme_votes import comparable, votes
from proceedings.importing.drafts.themes import propose_themes
from proceedings.importing.proposals import Proposal, ProposedStatement
from proceedings.models import Statement, Theme
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
WORDS = {
    "rivers": "water flows through delta and floods both banks",
    "railways": "night trains stop while carriages change some wheels station",
    "orchards": "apple growers prune old trees against pests hedge",
}


@pytest.fixture
def _record():
    """Six statements under each of three themes, with words of the theme."""
    order = random.Random(7)
    for slug, words in WORDS.items():
        theme = Theme.objects.create(slug=slug, name=slug.capitalize())
        for number in range(6):
            some = order.sample(words.split(), 6)
            statement = a_statement(title=f"On {slug} {number}", text=" ".join(some), language="en")
            statement.themes.add(theme)


def proposed(*texts, **fields):
    proposal = Proposal(
        "report.txt",
        "text",
        "en: rules",
        {"language": "en"},
        [],
        [ProposedStatement(None, text, [(0, 1)], **fields) for text in texts],
    )
    propose_themes(proposal)
    return [each.themes for each in proposal.proposals]


@pytest.mark.usefixtures("_record")
def test_a_statement_gets_the_theme_whose_statements_have_its_words():
    assert proposed("The carriages of night trains wait at a station.", "Pests in apple trees.") == [
        ["railways"],
        ["orchards"],
    ]


@pytest.mark.usefixtures("_record")
def test_a_statement_of_other_words_gets_no_theme():
    assert proposed("Parliament passed a budget.", "") == [[], []]


@pytest.mark.usefixtures("_record")
def test_themes_that_are_chosen_already_stay():
    assert proposed("Night trains at the station.", themes=["orchards"]) == [["orchards"]]


def test_a_record_without_themes_proposes_none():
    a_statement(text="Night trains stop.")
    assert proposed("Night trains stop.") == [[]]


@pytest.mark.usefixtures("_record")
def test_only_the_newest_statements_of_each_theme_are_read():
    newest = Statement.objects.filter(themes__slug="rivers").order_by("-pk").values_list("pk", flat=True)[:2]
    sample = themes.sampled(themes.newest_tags(), themes.numbers_of_themes(), 6)
    assert len(sample) == 6
    assert set(newest) <= set(sample)
    assert len(themes.sampled(themes.newest_tags(), themes.numbers_of_themes(), 100)) == 18


@pytest.mark.parametrize(("most", "each"), [(100, 100), (10, 4), (4, 1), (1, 1)])
def test_frequent_themes_make_room_for_rare_ones(most, each):
    assert themes.for_each([1, 50, 8], most) == each


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.usefixtures("_record")
def test_the_number_of_queries_is_fixed(django_assert_num_queries, number):
    with django_assert_num_queries(7):
        proposed(*["Night trains at the station."] * number)


def test_scripts_without_spaces_are_compared_by_two_characters():
    assert comparable("裁 军 and arms 2 ü others") == ["裁军", "and", "arms"]


def test_a_statement_has_three_themes_at_most():
    filed = [(("a", "b", "c", "d"), ["night", "train"])] * 3 + [((), ["tree"])]
    assert votes([["night", "train"]], lambda: iter(filed), {}) == [["a", "b", "c"]]


@pytest.mark.usefixtures("_record")
def test_the_command_shows_and_files_the_themes(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "Days of Rail\n\nAnn Ash noted that night trains stop at the station and change their wheels.", "utf-8"
    )
    out = StringIO()
    call_command("draft", str(path), "--json", stdout=out)
    (statement,) = json.loads(out.getvalue())["proposals"]
    assert statement["themes"] == ["railways"]
    call_command("draft", str(path), "--dry-run", stdout=out)
    assert "Ann Ash (remarks, that) [railways]: night trains" in out.getvalue()
    call_command("draft", str(path), stdout=out)
    assert list(Statement.objects.get(speaker__name="Ann Ash").themes.all()) == [Theme.objects.get(slug="railways")]
