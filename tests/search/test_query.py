"""Parsing of queries, their results, and messages for the reader."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from proceedings.models import Statement
from proceedings.models.search.search_results import SearchResults
from proceedings.search.query import FIELDS, MOST_CHARACTERS, MOST_WORDS, Either, Every, Field, Without, Words, parse
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)


def spelled(tree):
    """A short notation of a tree."""
    match tree:
        case None:
            return ""
        case Words():
            first = tree.phrases[0]
            return "+".join(first.terms) + "*" * first.open
        case Field():
            return f"{tree.name}={tree.value}"
        case Without():
            return f"-{spelled(tree.part)}"
        case Every():
            return " ".join(map(spelled, tree.parts))
        case Either():
            return f"({' | '.join(map(spelled, tree.parts))})"


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", ""),
        ("peace war", "peac war"),
        ('"digital economy"', "digit+economi"),
        ("«ядерное оружие» “a b” 「開放」", "ядерн+оруж a+b 開+放"),
        ('"never closed', "never+close"),
        ("peace -war", "peac -war"),
        ('-"a b" −c', "-a+b -c"),
        ("co-operation --x - a-b", "co+oper x a+b"),
        ("a OR b", "(a | b)"),
        ("a b OR c OR -d e", "a (b | c | -d) e"),
        ("OR", "or"),
        ("a OR", "a or"),
        ("OR a", "or a"),
        ("a OR OR b", "a (or | b)"),
        ("a or b", "a or b"),
        ("gov*", "gov*"),
        ('"civil soc"*', "civil+soc*"),
        ("theme:health speaker:ada x", "theme=health speaker=ada x"),
        ('SPEAKER:"Ada L." -kind:question theme：水', "speaker=Ada L. -kind=question theme=水"),
        ("at 12:30 https://example.org theme: x", "at 12+30 https+exampl+org theme x"),
        ('theme:"" x', "x"),
        ("R&D COVID-19 O'Brien", "r+d covid+19 o+brien"),
        ("NEAR(a b) {title_terms}: ^a", "near+a b titl+term a"),
    ],
)
def test_a_query_is_parsed_into_a_tree(typed, tree):
    query = parse(typed)
    assert (spelled(query.tree), query.complaints) == (tree, ())


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("!!! ()", "“!!! ()” has no letters or digits to search for."),
        ("spaeker:ada", "There is no field “spaeker:”. Did you mean speaker:?"),
        ("x" * (MOST_CHARACTERS + 1), "Only the first 1000 characters were used."),
        ("a " * (MOST_WORDS + 1), "Only the first 64 words were used."),
    ],
)
def test_a_query_that_is_not_understood_gets_a_message(typed, complaint):
    assert parse(typed).complaints == (complaint,)


def test_a_query_keeps_its_words_as_typed():
    assert [word.typed for word in parse('theme:x "civil society" OR gov* -war').words] == ["civil society", "gov"]


@pytest.fixture(scope="module")
def record(module_db):
    theme, below = a_theme(slug="health", name="Health"), None
    below = a_theme(slug="vaccines", name="Vaccines", parent=theme)
    ada = a_speaker(slug="ada", name="Ada Lovelace", country="GB")
    who = an_organisation(slug="who", name="World Health Organization")
    post = an_appointment(speaker=ada, organisation=who)
    summit = a_conference(slug="summit", title="The Summit", starts_on=date(2020, 9, 28))
    later = a_conference(slug="later", title="Later", starts_on=date(2021, 3, 1))
    a_statement(
        slug="one", session=a_session(conference=summit), speaker=ada, appointment=post, themes=[below], title="Peace"
    )
    a_statement(
        slug="two",
        session=a_session(conference=later),
        speaker=a_speaker(slug="li-wei", name="Li Wei", country="CN"),
        kind="question",
        language="zh-Hans",
        title="Peace",
    )
    a_statement(status="draft", speaker=a_speaker(slug="hidden", name="Hidden"), session=a_session(conference=later))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("speaker:ada", "one"),
        ('speaker:"Ada Lovelace"', "one"),
        ("speaker:Lovelace", "one"),
        ("-speaker:ada", "two"),
        ("theme:health", "one"),
        ("theme:Vaccines", "one"),
        ("-theme:health peace", "two"),
        ("conference:summit", "one"),
        ('conference:"the summit"', "one"),
        ("organisation:who", "one"),
        ("country:cn", "two"),
        ("country:China", "two"),
        ('country:"United Kingdom"', "one"),
        ("kind:question", "two"),
        ('kind:"closing remarks"', ""),
        ("kind:remarks", "one"),
        ("language:zh", "two"),
        ("after:2021", "two"),
        ("after:2020-09-28 before:2020-09", "one"),
        ("before:2020-09-27", ""),
        ("peace speaker:ada OR country:CN", "one two"),
        ("kind:question OR theme:health", "one two"),
        ("lovelace OR kind:question", "one two"),
        ("-(peace)", ""),
        ("peace -lovelace", "two"),
        ("", "one two"),
    ],
)
def test_a_field_filters_the_results(record, typed, slugs):
    results = SearchResults(typed)
    assert results.complaints == []
    public = Statement.objects.public()
    assert {row.slug for row in public.matching(typed)} == set(slugs.split())
    assert {row.slug for row in public.ranked(typed)} == set(slugs.split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("speaker:nobody", "There is no speaker “nobody”."),
        ("speaker:hidden", "There is no speaker “hidden”."),
        ("theme:war", "There is no theme “war”."),
        ("conference:never", "There is no conference “never”."),
        ("organisation:none", "There is no organisation “none”."),
        ("country:Atlantis", "There is no country “Atlantis”. Use a name or a code such as CN."),
        ("language:klingonish", "“klingonish” is not a language tag"),
        ("after:yesterday", "“yesterday” is not a date. Use the form 2020-09-28, 2020-09 or 2020."),
        ("before:2020-02-30", "“2020-02-30” is not a date. Use the form 2020-09-28, 2020-09 or 2020."),
    ],
)
def test_an_unknown_value_gets_a_message_and_no_results(record, typed, complaint):
    (message,) = SearchResults(typed).complaints
    assert message.startswith(complaint)
    public = Statement.objects.public()
    assert list(public.matching(f"peace {typed}")) == list(public.ranked(f"peace {typed}")) == []
    assert public.ranked(f"peace {typed}").count() == 0


@pytest.mark.django_db
def test_an_unknown_kind_gets_a_message_with_all_kinds(record):
    (message,) = SearchResults("kind:song").complaints
    assert message.startswith(
        "“song” is not a kind of statement. The kinds are opening remarks, greeting, video address,"
    )


@pytest.mark.django_db
def test_the_search_page_shows_the_messages(client, record):
    response = client.get("/statements/?q=peace+theme:war")
    assert response.status_code == 400
    assert "There is no theme “war”." in response.content.decode()
    assert [row.slug for row in client.get("/statements/?q=peace+speaker:ada").context["page_obj"]] == ["one"]


ODDITIES = ['"', "'", "*", "-", ":", "^", "(", ")", "{", "}", "\\", "%", "_", "&", "|", "!", "<->", "NEAR", " AND "]
ODDITIES += [" OR ", " NOT ", "\0", "\ud800", "\u200b", "\u3000", "title_terms:", "rank", ":*", "';--"]
ODDITIES += ["\n", "１", "人"]
typed = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.lists(st.one_of(st.sampled_from(ODDITIES + [f"{name}:" for name in FIELDS]), st.text(max_size=6))).map("".join),
)


@pytest.mark.django_db
@given(typed)
@example("language:\ud800")
@example("x" * 10_000)
@example("人" * 10_000)
@example("a* " * 5000)
@example("人" * 999 + "*")
@example('"' * 10_000)
@example(" OR ".join(f"w{number}" for number in range(500)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_gets_results_or_a_message(typed):
    results = SearchResults(typed)
    assert all(isinstance(sentence, str) and sentence.encode() for sentence in results.complaints)
    assert (
        results.query.tree or results.complaints or not typed.strip("\x1c\x1d\x1e\x1f\x85 \t\n\v\f\r") or quiet(typed)
    )
    list(Statement.objects.public().matching(typed))
    list(Statement.objects.public().ranked(typed))
    assert not connection.needs_rollback


def quiet(typed):
    """Whether a query has only space and fields without a value."""
    return not typed.strip() or any(f"{name}:" in typed.casefold().replace("：", ":") for name in FIELDS)


@pytest.mark.django_db
@given(st.text(st.characters(categories=["L", "N", "M", "P", "Z"]), max_size=40))
@example("1e5abc 0x1f 5g -3.5e10 12abc34")
@example("हिन्दी ประเทศไทย كِتَاب")
@example("𠮷野家 ㍿ 🄰")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_statement_is_found_by_its_words(text):
    Statement.objects.all().delete()
    statement = a_statement(speaker=None, kind="narrative", title="T", text=text, slug="any")
    for word in text.split():
        query = word.strip('-−*:："“”„«»「」『』')
        if parse(query).tree and ":" not in query and "：" not in query and query not in {"OR", ""}:
            assert list(Statement.objects.matching(f'"{query}"')) == [statement], query
