"""The pages of a long document: each has a stretch of the source, with its marks, and the rows of its statements."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from proceedings.admin.proposals import source
from proceedings.admin.proposals.edited_proposal import EditedProposal
from proceedings.admin.proposals.source import page_of, pieces, windows
from proceedings.importing.drafts import Document
from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement
from tests.support.desk.proposals import address_of, edited, give, keys, step
from tests.support.factories import a_theme
from tests.support.page_weight import weight

TURNS = 70
# Bytes, without the script of Django's own pages.
SCRIPTS = 20_000


def long_transcript(turns=TURNS):
    return "\n\n".join(f"{('Ann Ash', 'Bo Birch')[n % 2]}: These are the words of turn {n}." for n in range(turns))


def an_edited(text, *contents, left=()):
    statements = [ProposedStatement("Ann Ash", text[s:e], [(s, e)]) for s, e in contents]
    proposal = Proposal("a.txt", "text", "", {}, [ProposedSpeaker("Ann Ash")], statements, list(left))
    return EditedProposal.of(Document(text, proposal))


@given(st.text(alphabet="ab \n\r\0😀", max_size=300), st.data())
@settings(deadline=None)
def test_the_pages_have_all_characters_and_all_rows_once(text, data):
    points = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=20))))
    contents = [span for number, span in enumerate(pairwise(points)) if number % 2 == 0]
    edited = an_edited(text, *contents, left=[span for number, span in enumerate(pairwise(points)) if number % 2])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "MAX_ROWS", 3)
        patch.setattr(source, "MAX_CHARACTERS", 40)
        pages = windows(edited)
    assert [page.start for page in pages] == [0, *(page.end for page in pages[:-1])]
    assert pages[-1].end == len(text)
    assert [index for page in pages for index in range(page.first, page.last)] == list(range(len(contents)))
    for page in pages:
        shown = pieces(edited, page)
        starts = [piece.at for piece in shown]
        assert starts == sorted(set(starts))
        assert all("\r" not in piece.text and "\0" not in piece.text for piece in shown)
        # A browser counts characters within a piece, which has one line at most.
        for piece, end in zip(shown, [*starts[1:], page.end], strict=bool(shown)):
            assert len(piece.text) == end - piece.at or text[piece.at : end].endswith("\r\n")


def test_marks_begin_and_end_once_though_a_piece_ends_with_each_line():
    edited = an_edited("One\ntwo three", (0, 7))
    shown = pieces(edited, windows(edited)[0])
    assert [(piece.text, piece.begins, piece.ends) for piece in shown] == [
        ("One\n", True, False),
        ("two", False, True),
        (" three", False, False),
    ]


def test_a_row_is_on_one_page():
    text = "\n".join("word" for _one in range(100))
    edited = an_edited(text, *((at, at + 4) for at in range(0, len(text), 5)))
    pages = windows(edited)
    assert [page_of(pages, edited, key) for key in (1, 25, 26, 100)] == [1, 1, 2, 4]


@pytest.mark.django_db
def test_going_to_another_page_saves_this_one(admin_client):
    page = give(admin_client, long_transcript(), kind="transcript")
    assert list(page.context["page_numbers"]) == [1, 2, 3]
    assert [view.row.key for view in page.context["rows"]] == list(range(1, 26))
    second = step(admin_client, page, "page:2", title__1="The first")
    assert second.context["page_number"] == 2
    assert edited(second).statements[0].title == "The first"
    last = step(admin_client, second, "page:3", title__26="The twenty-sixth")
    assert edited(last).statements[25].title == "The twenty-sixth"


@pytest.mark.django_db
def test_a_step_leads_back_to_the_page_of_its_row(admin_client):
    page = give(admin_client, long_transcript(), kind="transcript")
    second = step(admin_client, page, "page:2")
    after = step(admin_client, second, "split:30:6")
    assert after.redirect_chain[-1][0] == f"{address_of(page)}?page=2#row-{TURNS + 1}"
    assert TURNS + 1 in keys(after)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "x", "99", "-1"])
def test_a_number_without_a_page_shows_the_nearest(admin_client, number):
    page = give(admin_client, long_transcript(), kind="transcript")
    assert admin_client.get(f"{address_of(page)}?page={number}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("turns", [2, TURNS])
def test_the_page_takes_a_fixed_number_of_queries(admin_client, django_assert_num_queries, turns):
    a_theme(name="Water")
    page = give(admin_client, long_transcript(turns), kind="transcript")
    # The session and its user, conferences, their sessions, themes, and the profile of the site.
    with django_assert_num_queries(6):
        admin_client.get(address_of(page))


def test_the_scripts_of_the_page_are_within_their_budget(admin_client):
    page = html.fromstring(give(admin_client, long_transcript(3)).content)
    own = "//script/@src[contains(., '/proceedings/')]"
    assert len(page.xpath(own)) >= 4
    assert weight(page, own) <= SCRIPTS
