import pytest

from proceedings.editorial.models import DraftedDocument
from proceedings.models import Status
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
TEXT = "Ann Lee noted that water matters."


def page_of(client, statement):
    return client.get(f"/admin/proceedings/statement/{statement.pk}/change/").text


def a_drafted_statement(**fields):
    statement = a_statement(text="water matters", **fields)
    document = DraftedDocument.objects.create(
        digest="d", name="report.txt", kind="text", backend="en: rules", text=TEXT
    )
    document.passages.create(
        statement=statement, source_spans=[[0, 7]], cue=[[8, 13]], content=[[19, 32]], rule="that <clause>"
    )
    return statement


def test_the_form_of_a_draft_shows_its_passage(admin_client):
    page = page_of(admin_client, a_drafted_statement(status=Status.DRAFT))
    assert "Drafted from report.txt" in page
    before = '<mark class="source">Ann Lee</mark> <mark class="cue">noted</mark> that '
    assert f'{before}<mark class="content">water matters</mark>.' in page
    assert "Rule: that &lt;clause&gt; (en: rules)." in page


def test_a_published_statement_has_no_passage_on_its_form(admin_client):
    assert "Drafted from" not in page_of(admin_client, a_drafted_statement())


def test_a_statement_that_was_typed_has_no_passage_on_its_form(admin_client):
    assert "Drafted from" not in page_of(admin_client, a_statement(status=Status.DRAFT))


def test_a_long_document_is_cut_between_words_and_contents_go_around_what_they_contain():
    words = "river " * 60
    document = DraftedDocument.objects.create(digest="d", name="a", kind="text", text=f"{words}Ann asked. {words}")
    start = len(words)
    spans = {"source_spans": [[start, start + 3]], "content": [[start, start + 10]]}
    before, *passage, after = document.passages.create(statement=a_statement(), **spans).pieces()
    assert passage == [("source", "Ann"), ("content", " asked.")]
    assert before[1].split()[:2] == ["…", "river"]
    assert after[1].split()[-2:] == ["river", "…"]
