import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.admin.changelist import counts, pagination, statement_list
from proceedings.models import Appointment, Statement, Theme
from proceedings.models.search.segments.compaction import compact
from tests.support.desk.forms import messages_of
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("admin:proceedings_statement_changelist")
SPEAKERS = reverse("admin:proceedings_speaker_changelist")


def rows(client, address, **question):
    return list(client.get(address, question).context["cl"].result_list)


def choices(client, noun, model, field, **question):
    names = {"app_label": "proceedings", "model_name": model._meta.model_name, "field_name": field}
    response = client.get(reverse(f"admin:proceedings_{noun}_choices"), names | question)
    return [choice["text"] for choice in response.json()["results"]]


def test_statements_are_filtered_by_their_references(admin_client):
    health = a_theme()
    speaker = a_speaker()
    post = an_appointment(speaker=speaker)
    wanted = a_statement(speaker=speaker, appointment=post, themes=[a_theme(parent=health)])
    a_statement()
    questions = {
        "conference": wanted.conference,
        "session": wanted.session,
        "speaker": speaker,
        "appointment": post,
        "theme": health,
    }
    results = {name: rows(admin_client, STATEMENTS, **{name: row.pk}) for name, row in questions.items()}
    assert results == {name: [wanted] for name in questions}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot use an index for all kinds but one")
def test_an_index_has_the_statements_of_a_rare_kind():
    for kind in ("greeting", *["remarks"] * 20):
        a_statement(kind=kind)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proceedings_statement")
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "statement_by_rare_kind" in Statement.objects.filter(kind="greeting").values("pk").explain()
    assert "statement_by_rare_kind" not in Statement.objects.filter(kind="remarks").values("pk").explain()


@pytest.mark.parametrize(
    "query",
    [
        "kind__exact=greeting",
        "kind__exact=greeting&kind__exact=answer",
        "language=ru&language=zh",
        "kind__exact=greeting&language=",
        "kind__exact=answer&theme={theme}",
        "language=xx",
    ],
)
def test_rare_statements_of_a_long_record_are_found_by_the_search_index(admin_client, monkeypatch, query):
    theme = a_theme()
    for kind, language, status in (
        ("greeting", "ru", "draft"),
        ("greeting", "en", "published"),
        ("answer", "en", "in_review"),
        ("answer", "zh", "published"),
    ):
        a_statement(kind=kind, language=language, status=status, themes=[a_theme(parent=theme)])
    a_statement(kind="answer")
    address = f"{reverse('admin:proceedings_statement_changelist')}?{query.format(theme=theme.pk)}"
    expected = [row.pk for row in admin_client.get(address).context["cl"].result_list]
    monkeypatch.setattr(statement_list, "MANY", 0)
    compact(enough=0)
    Statement.objects.filter(kind="answer", language="en").update(kind="question")
    Statement.objects.filter(kind="question").update(kind="answer")
    with CaptureQueriesContext(connection) as queries:
        rows = admin_client.get(address).context["cl"].result_list
    assert [row.pk for row in rows] == expected
    assert any("json_each" in each["sql"] or "ANY(" in each["sql"] for each in queries.captured_queries)


def test_filters_combine(admin_client):
    speaker = a_speaker()
    wanted = a_statement(speaker=speaker, language="ru")
    a_statement(speaker=speaker)
    a_statement(language="ru")
    assert rows(admin_client, STATEMENTS, speaker=speaker.pk, language="ru", q=wanted.title) == [wanted]


def test_a_filter_shows_its_choice_and_keeps_the_others(admin_client):
    speaker = a_speaker(name="Vladimir Norov")
    page = admin_client.get(STATEMENTS, {"speaker": speaker.pk, "status__exact": "draft"}).content.decode()
    assert f'<option value="{speaker.pk}" selected>Vladimir Norov</option>' in page
    assert f'<input type="hidden" name="speaker" value="{speaker.pk}">' in page
    assert '<a href="?status__exact=draft">Any</a>' in page


@pytest.mark.parametrize("value", ["abc", "0", "-1", "999999", "99999999999999999999999", "1 OR 1=1"])
def test_an_unknown_value_of_a_filter_shows_a_message_and_no_rows(admin_client, value):
    a_statement()
    response = admin_client.get(STATEMENTS, {"theme": value})
    assert messages_of(response) == [
        f"There is no theme with the number “{value}”. Choose another or remove this filter."
    ]
    assert list(response.context["cl"].result_list) == []


def test_a_list_counts_related_rows(admin_client):
    speaker, silent = a_speaker(name="Aa"), a_speaker(name="Bb")
    for status in ("published", "draft"):
        a_statement(speaker=speaker, status=status)
    page = admin_client.get(SPEAKERS).content.decode()
    links = [f'<a href="{STATEMENTS}?speaker={who.pk}">{count}</a>' for who, count in ((speaker, 2), (silent, 0))]
    assert [link in page for link in links] == [True, True]


def test_a_name_is_found_in_any_script_and_case(admin_client):
    speaker = a_speaker(name="Сергей Лавров")
    another_name(speaker=speaker, name="拉夫罗夫", language="zh")
    a_speaker()
    words = ["лавров", "Lavrov", "ЛАВРОВ", "拉夫罗夫", "sergey"]
    assert [rows(admin_client, SPEAKERS, q=word) for word in words] == [[speaker]] * len(words)


@pytest.mark.parametrize(
    "typed", ["public health", "public hea", "cooperating", "Norov", "nor", "the-budget-of-2020", "the-bud"]
)
def test_statements_are_found_by_text_speaker_and_address_while_the_last_word_is_typed(admin_client, typed):
    wanted = a_statement(
        text="Cooperation in public health.",
        speaker=a_speaker(name="Vladimir Norov"),
        slug="the-budget-of-2020",
        status="draft",
    )
    a_statement(slug="the-buds", text="Other words.")
    assert wanted in rows(admin_client, STATEMENTS, q=typed)
    assert rows(admin_client, STATEMENTS, q=f"{typed} elephants") == []


def test_the_search_keeps_to_the_other_filters(admin_client):
    wanted, other = (a_statement(text="Cooperation in public health.") for _one in range(2))
    assert rows(admin_client, STATEMENTS, q="health", conference=wanted.conference.pk) == [wanted]
    assert rows(admin_client, STATEMENTS, q="health") == [other, wanted]


def test_a_long_list_counts_its_first_rows_and_is_not_sorted(admin_client, monkeypatch):
    monkeypatch.setattr(pagination, "MOST_COUNTED", 2)
    first, second, third = (a_statement(title=title) for title in "CAB")
    response = admin_client.get(STATEMENTS, {"o": "1"})
    assert list(response.context["cl"].result_list) == [third, second, first]
    assert messages_of(response) == ["Only 2 rows can be sorted. Filter the list first."]
    assert "more than 2 statements" in " ".join(response.content.decode().split())
    first.delete()
    response = admin_client.get(STATEMENTS, {"o": "1"})
    assert list(response.context["cl"].result_list) == [second, third]
    assert "2 statements" in response.content.decode()
    assert "more than" not in response.content.decode()


def test_a_page_beyond_the_counted_rows_is_not_there(admin_client, monkeypatch):
    monkeypatch.setattr(pagination, "MOST_COUNTED", 60)
    session = a_session()
    for _one in range(61):
        a_statement(session=session)
    assert len(rows(admin_client, STATEMENTS, p=2)) == 10
    assert admin_client.get(STATEMENTS, {"p": 3}).status_code == 302


def test_related_rows_are_counted_up_to_a_limit(admin_client, monkeypatch):
    monkeypatch.setattr(counts, "MOST_RELATED", 1)
    speaker = a_speaker()
    for _one in range(2):
        a_statement(speaker=speaker)
    page = admin_client.get(SPEAKERS).content.decode()
    assert f'<a href="{STATEMENTS}?speaker={speaker.pk}">more than 1</a>' in page


def test_the_languages_of_statements_are_offered(admin_client):
    for language in ("ru", "en", "ru"):
        a_statement(language=language)
    page = admin_client.get(STATEMENTS).content.decode()
    assert re.findall(r'href="\?language=([\w-]+)"', page) == ["en", "ru"]


@pytest.mark.parametrize("words", ['"', "'", "%", "\\", "_", "a" * 5000, "\ud7ff", "x\x00y"])
def test_a_search_takes_any_text(admin_client, words):
    a_statement(title="On health", text="Nothing of the kind.")
    nouns = ("statement", "speaker", "theme", "conference", "session", "organisation", "appointment")
    addresses = [reverse(f"admin:proceedings_{noun}_changelist") for noun in nouns]
    assert {admin_client.get(address, {"q": words}).status_code for address in addresses} == {200}


def test_a_choice_has_a_distinct_label(admin_client):
    conference = a_conference(acronym="SCO")
    a_session(conference=conference, title="Opening session")
    organisation = an_organisation(name="Shanghai Cooperation Organisation", acronym="SCO")
    speaker = a_speaker(name="Vladimir Norov")
    an_appointment(speaker=speaker, organisation=organisation, title="Secretary General")
    a_theme(name="Trade", parent=a_theme(name="Economy"))
    assert choices(admin_client, "session", Statement, "session") == ["Opening session – SCO"]
    assert choices(admin_client, "organisation", Appointment, "organisation") == [
        "Shanghai Cooperation Organisation (SCO)"
    ]
    assert choices(admin_client, "appointment", Statement, "appointment") == [
        "Vladimir Norov: Secretary General, Shanghai Cooperation Organisation"
    ]
    assert choices(admin_client, "theme", Theme, "parent", term="trade") == ["Trade (Economy)"]


def test_the_choices_of_a_capacity_are_the_posts_of_the_speaker(admin_client):
    post = an_appointment()
    an_appointment()
    offered = choices(admin_client, "appointment", Statement, "appointment", speaker=post.speaker_id)
    assert offered == [f"{post.speaker}: {post}"]
