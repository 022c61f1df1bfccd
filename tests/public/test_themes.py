import pytest
from lxml import html

from proceedings.models import Theme
from proceedings.public import themes
from tests.support.factories import (
    a_conference,
    a_session,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db


def test_a_theme_page_lists_statements_on_narrower_themes_of_all_conferences(client):
    economy = a_theme(name="Economy")
    digital = a_theme(name="Digital economy", parent=economy)
    networks = a_theme(name="Networks", parent=digital)
    deep, both = a_statement(themes=[networks]), a_statement(themes=[economy, networks])
    a_statement(themes=[networks], status="draft")

    listed = client.get("/themes/economy/").context["page_obj"]

    assert {statement.pk for statement in listed} == {deep.pk, both.pk}
    assert listed.paginator.count == 2


def test_a_theme_page_links_to_broader_and_narrower_themes(client):
    economy = a_theme(name="Economy")
    digital = a_theme(name="Digital economy", parent=economy)
    networks = a_theme(name="Networks", parent=digital)
    a_statement(themes=[networks])
    context = client.get("/themes/networks/").context
    assert context["path"] == [economy, digital]
    assert list(client.get("/themes/economy/").context["narrower"]) == [digital]


def test_the_tree_counts_each_statement_once_under_every_broader_theme(client):
    economy = a_theme(name="Economy")
    trade, digital = a_theme(name="Trade", parent=economy), a_theme(name="Digital", parent=economy)
    a_statement(themes=[trade, digital])
    a_statement(themes=[trade])
    a_theme(name="Nothing said on it", parent=economy)

    (root,) = client.get("/themes/").context["page_obj"]

    assert (root.name, root.statement_count) == ("Economy", 2)
    assert [(theme.name, theme.statement_count) for theme in root.narrower] == [("Digital", 1), ("Trade", 2)]


@pytest.mark.parametrize(("most", "number"), [(3, 0), (2, 1)])
def test_the_branches_of_a_large_tree_are_folded(client, monkeypatch, most, number):
    monkeypatch.setattr(themes, "MOST_UNFOLDED", most)
    root = a_theme(name="Economy")
    a_statement(themes=[a_theme(name="Trade", parent=root), a_theme(name="Digital", parent=root)])
    page = html.fromstring(client.get("/themes/").content)
    folded = page.xpath("//ul[@class='tree']//details")
    assert [details.find("summary").text for details in folded] == ["2 narrower themes"] * number
    assert page.xpath("//ul[@class='tree']//a/text()") == ["Economy", "Digital", "Trade"]


def test_themes_are_sorted_as_people_sort_each_script_by_itself(client):
    names = ["Экономика", "zoology", "Économie", "Health", "energy"]
    a_statement(themes=[a_theme(name=name) for name in names])
    listed = client.get("/themes/").context["page_obj"]
    assert [theme.name for theme in listed] == ["Économie", "energy", "Health", "zoology", "Экономика"]


def test_themes_are_listed_by_letters(client):
    root = a_theme(name="Economy")
    themes = [a_theme(name="Water"), a_theme(name="waste", parent=root), a_theme(name="水")]
    a_statement(themes=themes)
    a_statement(themes=[a_theme(name="Zeal")], status="draft")
    context = client.get("/themes/?initial=W").context
    assert [theme.name for theme in context["page_obj"]] == ["waste", "Water"]
    assert context["initials"] == ["E", "W"]


def test_a_theme_is_public_if_it_or_a_narrower_theme_has_a_public_statement(client):
    economy = a_theme(name="Economy")
    a_statement(themes=[a_theme(name="Trade", parent=economy)])
    a_statement(themes=[a_theme(name="Secret")], status="in_review")
    assert client.get("/themes/economy/").status_code == 200
    assert client.get("/themes/secret/").status_code == 404


def test_a_circle_of_themes_does_not_loop_forever():
    first = a_theme()
    second = a_theme(parent=first)
    statement = a_statement(themes=[second])
    Theme.objects.filter(pk=first.pk).update(parent=second)
    assert {theme.pk for theme in Theme.objects.public()} == {first.pk, second.pk}
    assert list(type(statement).objects.about(first)) == [statement]


def test_an_organisation_page_shows_conferences_people_and_statements(client):
    riac = an_organisation(name="RIAC")
    conference = a_conference()
    an_organiser(conference=conference, organisation=riac)
    post = an_appointment(organisation=riac)
    statement = a_statement(session=a_session(conference=conference), speaker=post.speaker, appointment=post)
    an_appointment(organisation=riac)

    context = client.get("/organisations/riac/").context

    assert list(context["conferences"]) == [conference]
    assert list(context["appointments"]) == [post]
    assert list(context["page_obj"]) == [statement]


def test_an_organisation_page_plots_the_years_and_lists_the_themes_of_its_statements(client):
    post = an_appointment(organisation=an_organisation(slug="riac"))
    for year in ("2019", "2020"):
        session = a_session(conference=a_conference(starts_on=year))
        a_statement(session=session, speaker=post.speaker, appointment=post, themes=[a_theme(name=f"Of {year}")])
    context = client.get("/organisations/riac/").context
    assert [(year.label, year.count) for year in context["years"]] == [("2019", 1), ("2020", 1)]
    assert {theme.name for theme in context["themes"]} == {"Of 2019", "Of 2020"}


def test_an_organisation_with_only_drafts_is_not_public(client):
    held, employer = an_organisation(slug="held"), an_organisation(slug="employer")
    an_organiser(conference=a_conference(status="draft"), organisation=held)
    post = an_appointment(organisation=employer)
    a_statement(speaker=post.speaker, appointment=post, status="draft")
    assert client.get("/organisations/held/").status_code == 404
    assert client.get("/organisations/employer/").status_code == 404
    assert list(client.get("/organisations/").context["page_obj"]) == []


def test_organisations_are_filtered_by_words_and_country(client):
    for name, acronym, country in (("Academy", "CASS", "CN"), ("Council", "RIAC", "RU")):
        an_organiser(organisation=an_organisation(name=name, acronym=acronym, country=country))
    for query in ("q=cass", "country=CN"):
        listed = client.get(f"/organisations/?{query}").context["page_obj"]
        assert [organisation.name for organisation in listed] == ["Academy"]


def test_a_page_of_the_tree_shows_a_limited_number_of_themes(client, monkeypatch):
    monkeypatch.setattr(themes, "MOST_SHOWN", 7)
    monkeypatch.setattr(themes, "MOST_NARROWER", 3)
    roots = [a_theme(name=f"Root {n}") for n in range(2)]
    below = [a_theme(name=f"Below {n}", parent=root) for root in roots for n in range(5)]
    a_statement(themes=below)
    page = client.get("/themes/")
    first, second = page.context["page_obj"]
    assert ([theme.name for theme in first.narrower], first.number_narrower) == (["Below 0", "Below 1", "Below 2"], 5)
    assert ([theme.name for theme in second.narrower], second.number_narrower) == (["Below 0", "Below 1"], 5)
    links = html.fromstring(page.content).xpath("//a[@class='more']")
    assert [(link.get("href"), link.text) for link in links] == [
        ("/themes/?theme=root-0", "5 narrower themes"),
        ("/themes/?theme=root-1", "5 narrower themes"),
    ]


def test_the_themes_below_one_are_a_list(client):
    root = a_theme(name="Economy", slug="economy")
    below = a_theme(name="Trade", parent=root)
    a_statement(themes=[a_theme(name="Tariffs", parent=below), a_theme(name="Water")])
    (listed,) = client.get("/themes/?theme=economy").context["page_obj"]
    assert (listed.name, [theme.name for theme in listed.narrower]) == ("Trade", ["Tariffs"])
    assert client.get("/api/v1/themes/?theme=economy").json()["count"] == 2
    assert client.get("/themes/?theme=nothing").status_code == 400


def test_a_theme_with_many_narrower_ones_links_to_their_list(client, monkeypatch):
    monkeypatch.setattr(themes, "MOST_NARROWER", 1)
    root = a_theme(name="Economy", slug="economy")
    trade = a_theme(name="Trade", parent=root)
    a_statement(themes=[trade])
    assert "/themes/?theme=economy" not in client.get("/themes/economy/").content.decode()
    a_statement(themes=[a_theme(name="Water", parent=root)])
    context = client.get("/themes/economy/").context
    assert list(context["narrower"]) == [trade]
    assert "/themes/?theme=economy" in client.get("/themes/economy/").content.decode()
