"""Formatted citations, read from their page."""

from datetime import date

import pytest

from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db


def citations(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return {citation.key: str(citation.html) for citation in response.context["citations"]}


def a_greeting(**fields):
    conference = a_conference(title="SCO Forum", place="Moscow", starts_on=date(2020, 9, 28), ends_on=date(2020, 9, 30))
    an_organiser(conference=conference, organisation=an_organisation(name="RIAC"))
    speaker = fields.pop("speaker", None) or a_speaker(name="Vladimir Norov", sort_name="Norov, Vladimir")
    post = an_appointment(speaker=speaker, title="Head", organisation=an_organisation(name="SCO"))
    session = a_session(conference=conference)
    values = {"slug": "said", "title": "On a “health community”", "kind": "greeting", "form": "reported"}
    values |= {"delivered_on": "2020-09-28"} | fields
    return a_statement(session=session, speaker=speaker, appointment=post, **values)


def test_a_statement_is_cited_in_each_style(client):
    a_greeting()
    address = "http://testserver/statements/said/"
    assert citations(client, "/statements/said/cite/") == {
        "apa": "Norov, V. (2020, September 28). <i>On a “health community”</i> [Greeting as Head, SCO; reported]. "
        f"SCO Forum, Moscow. {address}",
        "chicago": "Norov, Vladimir. 2020. “On a ‘health community.’” Greeting as Head, SCO; reported. "
        f"SCO Forum, Moscow. RIAC, September 28. {address}.",
        "mla": "Norov, Vladimir. “On a ‘health community.’” Greeting as Head, SCO; reported. "
        f"SCO Forum, 28 Sept. 2020, Moscow, {address}.",
        "gost": "Norov V. On a “health community” [Electronic resource]: Greeting as Head, SCO; reported // SCO Forum. "
        f"RIAC, 2020. URL: {address}.",
        "gb-t": "NOROV V. On a “health community”: Greeting as Head, SCO; reported[C/OL]//SCO Forum, "
        f"September 28, 2020, Moscow. RIAC, 2020. {address}.",
    }


def test_a_russian_or_chinese_statement_has_the_terms_of_its_language(client):
    a_greeting(slug="ru", language="ru", title="О здоровье")
    a_greeting(slug="zh", language="zh-Hans", title="数字经济", speaker=a_speaker(name="谢伏瞻"))
    assert citations(client, "/statements/ru/cite/")["gost"].startswith("Norov V. О здоровье [Электронный ресурс]: ")
    chinese = citations(client, "/statements/zh/cite/")["gb-t"]
    assert chinese.startswith(
        "谢伏瞻. 数字经济: Greeting as Head, SCO; reported[C/OL]//SCO Forum, 2020年9月28日, Moscow"
    )


def test_a_name_in_its_own_order_has_no_comma(client):
    a_greeting(speaker=a_speaker(name="Xie Fuzhan", sort_name="Xie, Fuzhan"))
    starts = {key: text.partition(".")[0] for key, text in citations(client, "/statements/said/cite/").items()}
    assert starts == dict.fromkeys(("apa", "chicago", "mla", "gost"), "Xie Fuzhan") | {"gb-t": "XIE FUZHAN"}


@pytest.mark.parametrize(
    ("name", "apa", "gost"),
    [
        ("Jan van der Berg", "van der Berg, J.", "van der Berg J."),
        ("Martin King Jr.", "King, M., Jr.", "King M. Jr."),
        ("Tawfiq al-Hakim", "al-Hakim, T.", "al-Hakim T."),
        ("Игорь Сергеевич Иванов", "Иванов, И. С.", "Иванов И. С."),
        ("Lee 👩🏽‍💻 Park", "Park, L.", "Park L."),
        ("דוד כהן", "כהן, דוד.", "כהן, דוד."),
        ("唐鳳", "唐鳳.", "唐鳳."),
        ("Ministry of Water and Power", "Ministry of Water and Power.", "Ministry of Water and Power."),
    ],
)
def test_a_style_uses_the_parts_of_a_name(client, name, apa, gost):
    a_greeting(speaker=a_speaker(name=name))
    cited = citations(client, "/statements/said/cite/")
    assert cited["apa"].startswith(f"{apa} (2020")
    assert cited["gost"].startswith(f"{gost} On a")


def test_a_paragraph_has_its_number_and_address(client):
    a_greeting(text="One.\n\nTwo.")
    apa = citations(client, "/statements/said/cite/?paragraph=2")["apa"]
    assert apa.endswith(
        "[Greeting as Head, SCO; reported; paragraph 2]. SCO Forum, Moscow. http://testserver/statements/said/#p2"
    )


def test_a_narrative_begins_with_its_title(client):
    session = a_session(conference=a_conference(title="SCO Forum"))
    a_statement(slug="narrative", title="The end", speaker=None, kind="narrative", session=session)
    address = "http://testserver/statements/narrative/"
    assert citations(client, "/statements/narrative/cite/") == {
        "apa": f"<i>The end</i>. (2020, September 28). [Narrative]. SCO Forum. {address}",
        "chicago": f"“The end.” 2020. Narrative. SCO Forum, September 28. {address}.",
        "mla": f"“The end.” Narrative. SCO Forum, 28 Sept. 2020, {address}.",
        "gost": f"The end [Electronic resource]: Narrative // SCO Forum. 2020. URL: {address}.",
        "gb-t": f"The end: Narrative[C/OL]//SCO Forum, September 28, 2020. 2020. {address}.",
    }


def test_conferences_and_speakers_are_cited(client):
    statement = a_greeting()
    assert citations(client, f"{statement.conference.get_absolute_url()}cite/")["apa"] == (
        f"<i>SCO Forum</i>. (2020). [Conference proceedings]. RIAC. http://testserver{statement.conference.get_absolute_url()}"
    )
    assert citations(client, f"{statement.speaker.get_absolute_url()}cite/")["apa"] == (
        "Norov, V. (2020, October 1). <i>Statements on record</i>. Proceedings. "
        "http://testserver/speakers/vladimir-norov/"
    )


@pytest.mark.parametrize("title", ['<b>x</b> & "y"', '<span class="nocase">X</span> y</span>', "A. {b} %#\\", "Why?"])
def test_markup_in_a_title_is_text(client, title):
    a_greeting(title=title)
    page = client.get("/statements/said/cite/").content.decode()
    shown = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<i>{shown}</i> [Greeting" in page


def test_the_page_explains_an_unknown_paragraph(client):
    a_greeting(text="One.")
    response = client.get("/statements/said/cite/?paragraph=9")
    assert response.status_code == 400
    assert "There is no paragraph “9”. This statement has 1 paragraph." in response.content.decode()


def test_the_page_links_to_the_files_of_the_paragraph(client):
    a_greeting(text="One.")
    files = client.get("/statements/said/cite/?paragraph=1").context["files"]
    assert [file.url for file in files] == [f"/statements/said.{name}?paragraph=1" for name in ("bib", "ris", "json")]


def test_a_withdrawn_statement_is_not_cited(client):
    withdrawn = a_statement(status="withdrawn")
    assert client.get(f"{withdrawn.get_absolute_url()}cite/").status_code == 410
