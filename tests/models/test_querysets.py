"""QuerySet methods, and values computed from other fields."""

from datetime import UTC, date, datetime

import pytest

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme
from proceedings.models.columns.slugs import lettered_slug
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db


def test_a_statement_gets_its_address_from_the_speaker_and_the_conference():
    session = a_session(conference=a_conference(title="SCO summit", starts_on=date(2020, 9, 28)))
    speaker = a_speaker(name="Vladimir Norov")
    slugs = [a_statement(session=session, speaker=speaker).slug for _ in range(2)]
    assert slugs == ["vladimir-norov-sco-summit-2020", lettered_slug("vladimir-norov-sco-summit-2020", 2)]


def test_a_row_without_a_position_comes_last():
    session = a_session(position=7)
    a_statement(session=session, position=4)
    assert a_statement(session=session).position == 5
    assert a_session(conference=session.conference).position == 8


def test_an_empty_sort_name_is_made_from_the_parts_of_the_name_in_latin_letters():
    names = ["Łukasz Langa", "Tawfiq al-Hakim", "Jan van der Berg", "Martin King Jr.", "Игорь Сергеевич Иванов", "唐鳳"]
    assert [a_speaker(name=name).sort_name for name in names] == [
        "Langa, Lukasz",
        "Hakim, Tawfiq al-",
        "Berg, Jan van der",
        "King, Martin, Jr.",
        "Ivanov, Igor' Sergeevich",
        "Tang, Feng",
    ]


def test_the_only_post_of_the_day_is_proposed_as_the_capacity():
    speaker = a_speaker()
    an_appointment(speaker=speaker, starts_on=date(2010, 1, 1), ends_on=date(2018, 12, 31))
    current = an_appointment(speaker=speaker, starts_on=date(2019, 1, 1))
    statement = a_statement(speaker=speaker)
    assert statement.proposed_appointment() == current
    an_appointment(speaker=speaker)
    assert Statement.objects.get(pk=statement.pk).proposed_appointment() is None


def test_the_day_of_a_statement_is_in_the_zone_of_its_conference():
    session = a_session(conference=a_conference(time_zone="Asia/Shanghai", starts_on=date(2020, 9, 28)))
    assert a_statement(session=session).date.isoformat() == "2020-09-28"
    late = a_statement(session=session, delivered_at=datetime(2020, 9, 28, 20, 30, tzinfo=UTC))
    assert late.date.isoformat() == "2020-09-29"


def test_withdrawing_keeps_the_reason_and_hides_the_row():
    statement = a_statement()
    statement.withdraw("A wrong name.")
    assert (statement.status, statement.withdrawal_reason) == ("withdrawn", "A wrong name.")
    assert list(Statement.objects.public()) == []
    assert list(Statement.objects.tombstones()) == [statement]


def test_a_speaker_is_public_through_a_public_statement_alone():
    a_statement(status="draft")
    public = a_statement()
    assert list(Speaker.objects.public()) == [public.speaker]


def test_every_noun_is_found_by_its_natural_key():
    statement = a_statement()
    rows = [
        statement,
        statement.session,
        statement.conference,
        statement.speaker,
        a_theme(),
        an_organisation(),
        an_appointment(organisation=None),
        an_organiser(),
        another_name(),
        an_organisation().other_names.create(name="Имя", language="ru"),
        a_translation(),
        a_correction(),
    ]
    for row in rows:
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize("query", ["Lavrov", "lavr", "ЛАВРОВ", "Лаврова", "拉夫罗夫", "夫罗", "sergei lav"])
def test_a_list_of_speakers_is_searched_by_any_of_their_names(query):
    speaker = a_speaker(name="Sergei Lavrov")
    another_name(speaker=speaker, name="Сергей Лавров", language="ru")
    another_name(speaker=speaker, name="谢尔盖·拉夫罗夫", language="zh")
    a_speaker(name="Ada")
    assert list(Speaker.objects.matching(query)) == [speaker]


def test_every_noun_is_searched_by_words_in_any_form():
    theme = a_theme(name="Digital economy", description="Экономика данных")
    body = an_organisation(name="Китайская академия общественных наук", acronym="CASS")
    conference = a_conference(title="Ядерная безопасность", place="Москва", summary="On disarmament.")
    for noun, row, queries in [
        (Theme, theme, ("economies", "экономики", "digit")),
        (Organisation, body, ("АКАДЕМИЯ", "академии", "cass")),
        (Conference, conference, ("ядерной", "москва", "disarm")),
    ]:
        assert [list(noun.objects.matching(query)) for query in queries] == [[row]] * 3
        assert list(noun.objects.matching("…")) == []
