"""Debates in Akoma Ntoso become conferences, sessions, speakers and statements."""

from datetime import UTC, datetime

import pytest

from proceedings.models import Appointment, Conference, Session, Speaker, Statement, Theme
from proceedings.models.columns.slugs import lettered_slug
from tests.support.akomantoso import a_debate, a_person, a_section, import_debate, problems_of
from tests.support.factories import a_speaker, a_statement, another_name

pytestmark = pytest.mark.django_db

TANG = '<TLCPerson id="唐鳳" href="/ontology/person/::/唐鳳" showAs="唐鳳"/>'


def said(**conditions):
    rows = Statement.objects.filter(**conditions).order_by("session__position", "position")
    return list(rows.values_list("kind", "speaker__name", "text"))


@pytest.mark.parametrize(
    "xmlns",
    [
        "",
        ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"',
        ' xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17"',
        ' xmlns="http://www.akomantoso.org/2.0"',
    ],
)
def test_a_chinese_transcript_is_imported_without_date_and_identification(xmlns):
    body = a_section(
        '<speech by="#唐鳳"><p>\n  我們一向準時開始。\n</p></speech><narrative><p><i>（笑聲）</i></p></narrative>',
        heading="2017-05-26 第八次協作會議",
    )
    data = a_debate(body, references=TANG, xmlns=xmlns)
    assert str(import_debate(data, language="zh-Hant").tally) == "6 created, 0 updated, 0 unchanged"
    conference = Conference.objects.get()
    assert (conference.slug, conference.title, conference.starts_on, conference.language, conference.status) == (
        "2017-05-26-di-ba-ci-xie-zuo-hui-yi",
        "2017-05-26 第八次協作會議",
        "2017-05-26",
        "zh-Hant",
        "draft",
    )
    assert said() == [("remarks", "唐鳳", "我們一向準時開始。"), ("narrative", None, "*（笑聲）*")]
    assert list(Statement.objects.order_by("position").values_list("slug", "title")) == [
        ("tang-feng-2017-05-26-di-ba-ci-xie-zuo-hui-yi", "我們一向準時開始。"),
        ("xiao-sheng-2017-05-26-di-ba-ci-xie-zuo-hui-yi", "（笑聲）"),
    ]
    assert str(import_debate(data, language="zh-Hant").tally) == "0 created, 0 updated, 5 unchanged"


def test_each_element_becomes_its_kind_of_statement():
    names = ("question", "answer", "speech", "scene", "narrative", "summary", "other")
    body = "".join(f'<{name} by="#x"><p>{name}</p></{name}>' for name in names)
    import_debate(a_debate(a_section(body)))
    assert list(Statement.objects.order_by("position").values_list("text", "kind", "form", "speaker__name")) == [
        ("question", "question", "verbatim", "x"),
        ("answer", "answer", "verbatim", "x"),
        ("speech", "remarks", "verbatim", "x"),
        ("scene", "narrative", "verbatim", None),
        ("narrative", "narrative", "verbatim", None),
        ("summary", "narrative", "summary", None),
        ("other", "narrative", "verbatim", None),
    ]


def test_nested_sections_lose_no_heading_and_no_text():
    deep = (
        "<num>VII.</num><heading>Orden del día</heading>"
        "<debateSection><heading>Licencia</heading><p>Antecedentes.</p><p>Informe.</p>"
        '<debateSection><subheading>Votación</subheading><debateSection><speech by="#a"><from>El señor ASCENCIO '
        "(Presidente).-</from><p>En votación.</p></speech></debateSection></debateSection></debateSection>"
        '<debateSection title="Vacía"/>'
    )
    import_debate(a_debate(f"<pointOfOrder>{deep}</pointOfOrder><adjournment><p>Se levantó.</p></adjournment>"))
    assert list(Session.objects.values_list("title", "slug")) == [
        ("VII. Orden del día", "vii-orden-del-dia"),
        ("Adjournment", "adjournment"),
    ]
    rows = Statement.objects.order_by("session__position", "position").values_list("title", "speaker__name", "text")
    assert list(rows) == [
        ("Licencia", None, "Antecedentes.\n\nInforme."),
        ("Licencia · Votación", "a", "En votación."),
        ("Vacía", None, ""),
        ("Se levantó.", None, "Se levantó."),
    ]


def test_a_section_of_sections_only_does_not_become_a_session():
    inner = a_section('<speech by="#x"><p>1</p></speech>', "One") + a_section("<scene>2</scene>", "Two")
    import_debate(a_debate(a_section(inner, "The whole")))
    assert Conference.objects.get().title == "The whole"
    assert list(Session.objects.values_list("title", flat=True)) == ["One", "Two"]


def test_a_speaker_is_only_whom_a_reference_names():
    body = (
        '<speech by="#唐鳳"><p>a</p></speech><speech by=" 唐鳳 "><p>b</p></speech><speech by="#Ulloa"><p>c</p></speech>'
        "<speech><from>Ms NUR:</from><p>d</p></speech><speech><p>e</p></speech>"
        '<speechGroup by="#唐鳳"><heading>Joint</heading><question><p>f</p></question></speechGroup>'
    )
    notes = import_debate(a_debate(a_section(body), references=TANG)).notes
    assert said() == [
        ("remarks", "唐鳳", "a"),
        ("remarks", "唐鳳", "b"),
        ("remarks", None, "c"),
        ("remarks", None, "d"),
        ("narrative", None, "e"),
        ("question", "唐鳳", "f"),
    ]
    assert list(Statement.objects.order_by("position").values_list("label", flat=True)) == [
        "",
        "",
        "Ulloa",
        "Ms NUR:",
        "",
        "",
    ]
    assert notes[1:] == [
        "sitting.xml:3  no speaker is named in by or <from>: imported as a narrative.",
        ("sitting.xml:3  2 statements are by nobody whom the file identifies, and are kept as by “Ulloa”, “Ms NUR:”."),
    ]


def test_roles_become_appointments_and_concepts_become_themes():
    references = (
        '<TLCPerson eId="n" href="/p/n" showAs="Vladimir Norov"/>'
        '<TLCRole eId="sg" href="/r" showAs="Secretary-General"/>'
        '<TLCConcept eId="h" href="/c" showAs="Health"/>'
    )
    speech = '<speech by="#n" as="#sg" refersTo="#h #unknown" startTime="{}"><p>x</p></speech>'
    body = speech.format("2020-09-28T10:00:00") + speech.format("2020-09-28T10:00:00+03:00")
    data = a_debate(a_section(body), references=references)
    import_debate(data, time_zone="Asia/Taipei")
    assert Appointment.objects.get().natural_key() == ("vladimir-norov", "secretary-general")
    assert Theme.objects.get().slug == "health"
    rows = Statement.objects.order_by("position").values_list("appointment__title", "themes__name", "delivered_at")
    assert list(rows) == [
        ("Secretary-General", "Health", datetime(2020, 9, 28, 2, tzinfo=UTC)),
        ("Secretary-General", "Health", datetime(2020, 9, 28, 7, tzinfo=UTC)),
    ]
    assert import_debate(data, time_zone="Asia/Taipei").tally.by_noun[-1][1:] == (0, 0, 2)


def test_a_name_matches_its_speaker_and_none_with_the_same_slug():
    known = a_speaker(name="Audrey Tang", slug="audrey-tang")
    another_name(speaker=known, name="唐鳳", language="zh")
    a_speaker(name="唐峰")
    body = '<speech by="#唐鳳"><p>a</p></speech><speech by="#湯豐"><p>b</p></speech>'
    import_debate(a_debate(a_section(body), references=TANG + a_person("湯豐", "湯豐")))
    assert list(Speaker.objects.order_by("pk").values_list("slug", "name")) == [
        ("audrey-tang", "Audrey Tang"),
        ("tang-feng", "唐峰"),
        (lettered_slug("tang-feng", 2), "湯豐"),
    ]


def test_a_name_of_two_speakers_is_a_problem():
    a_speaker(name="唐鳳", slug="one")
    a_speaker(name="唐鳳", slug="two")
    data = a_debate(a_section('<speech by="#唐鳳"><p>a</p></speech>'), references=TANG)
    assert problems_of(data) == [
        'sitting.xml:2  speaker: "唐鳳" is the name of several: one, two. Say which with href="/speakers/one/".'
    ]
    import_debate(data.replace("/ontology/person/::/唐鳳".encode(), b"/speakers/two/"))
    assert Statement.objects.get().speaker.slug == "two"


def test_a_corrected_file_changes_texts_and_keeps_addresses():
    speeches = ['<speech by="#a"><p>one</p></speech>', '<speech by="#a"><p>two</p></speech>', "<scene>Applause</scene>"]
    import_debate(a_debate(a_section("".join(speeches))), publish=True)
    before = dict(Statement.objects.values_list("text", "slug"))
    speeches[1] = '<speech by="#a"><p>two, mended</p></speech>'
    speeches.insert(1, '<speech by="#b"><p>forgotten</p></speech>')
    import_debate(a_debate(a_section("".join(speeches))))
    rows = Statement.objects.order_by("position").values_list("text", "slug", "status")
    assert list(rows) == [
        ("one", before["one"], "published"),
        ("forgotten", "b-plenary", "draft"),
        ("two, mended", before["two"], "published"),
        ("Applause", before["Applause"], "published"),
    ]


def test_a_statement_that_left_the_file_stays_and_comes_last():
    import_debate(a_debate(a_section("<scene>one</scene><scene>two</scene><scene>three</scene>")))
    data = a_debate(a_section("<scene>three</scene><scene>two</scene>"))
    notes = import_debate(data).notes
    assert list(Statement.objects.order_by("position").values_list("text", flat=True)) == ["three", "two", "one"]
    assert notes[1:] == ["sitting.xml:1  1 statement of plenary is not in the file and stays."]
    assert str(import_debate(data).tally) == "0 created, 0 updated, 4 unchanged"


def test_an_import_keeps_the_changes_of_editors():
    data = a_debate(a_section('<speech by="#a"><p>said</p></speech>'))
    import_debate(data)
    row = Statement.objects.get()
    row.title, row.kind, row.language, row.status = "Better", "address", "fr", "published"
    row.save()
    import_debate(data, language="")
    row.refresh_from_db()
    assert (row.title, row.kind, row.language, row.status) == ("Better", "address", "fr", "published")


def test_a_dry_run_counts_and_writes_nothing():
    result = import_debate(a_debate(a_section("<scene>one</scene>")), dry_run=True)
    assert str(result.tally) == "3 created, 0 updated, 0 unchanged"
    assert Conference.objects.count() == 0


def test_two_meetings_with_one_name_become_two_conferences():
    data = a_debate(a_section("<scene>one</scene>", "Weekly meeting"))
    import_debate(data, "first.xml")
    import_debate(data, "second.xml")
    slugs = ["weekly-meeting", lettered_slug("weekly-meeting", 2)]
    assert sorted(Conference.objects.values_list("slug", flat=True)) == slugs


def test_a_stored_statement_of_another_conference_keeps_its_address():
    a_statement(slug="a-plenary")
    import_debate(a_debate(a_section('<speech by="#a"><p>said</p></speech>')))
    assert sorted(Statement.objects.values_list("slug", flat=True)) == ["a-plenary", lettered_slug("a-plenary", 2)]
