"""Speeches inside speeches, and elements that the importer does not know."""

import pytest

from proceedings.models import Statement
from tests.support.akomantoso import a_debate, a_section, import_debate

pytestmark = pytest.mark.django_db


def said():
    rows = Statement.objects.order_by("session__position", "position")
    return list(rows.values_list("kind", "speaker__name", "text"))


def notes_of(body):
    """The notes of an import without the one on the day, which no debate here has."""
    return import_debate(a_debate(body)).notes[1:]


def test_a_speech_within_a_speech_is_a_speech_of_its_own():
    body = (
        '<speech by="#Ann"><p>One.</p><speech by="#Bob"><p>Two.</p></speech>'
        '<question by="#Bob"><p>Three?</p></question><answer by="#Ann"><p>Four.</p></answer></speech>'
    )
    assert notes_of(a_section(body)) == []
    assert said() == [
        ("remarks", "Ann", "One."),
        ("remarks", "Bob", "Two."),
        ("question", "Bob", "Three?"),
        ("answer", "Ann", "Four."),
    ]


def test_the_words_after_an_interruption_are_a_further_statement_at_their_place():
    body = (
        '<speech by="#Ann" startTime="2020-01-01T10:00:00Z"><from>Deputy Ann</from><p>One.</p>'
        '<speech by="#Bob"><p>Two.</p><speech by="#Cem"><p>Three.</p></speech><p>Four.</p></speech>'
        "<p>Five.</p><scene>Applause</scene><p>Six.</p><p>Seven.</p></speech>"
    )
    notes_of(a_section(body))
    assert said() == [
        ("remarks", "Ann", "One."),
        ("remarks", "Bob", "Two."),
        ("remarks", "Cem", "Three."),
        ("remarks", "Bob", "Four."),
        ("remarks", "Ann", "Five."),
        ("narrative", None, "Applause"),
        ("remarks", "Ann", "Six.\n\nSeven."),
    ]
    rows = Statement.objects.filter(speaker__name="Ann").order_by("position")
    assert [(row.label, row.delivered_at is None) for row in rows] == [
        ("Deputy Ann", False),
        ("Deputy Ann", True),
        ("Deputy Ann", True),
    ]


def test_a_speech_without_words_of_its_own_is_no_statement_but_a_printed_name_is():
    body = '<speech by="#Ann"><speech by="#Bob"><p>Two.</p></speech></speech>'
    body += '<speech by="#Ann"><from>Deputy Ann</from><speech by="#Bob"><p>Four.</p></speech></speech>'
    notes_of(a_section(body))
    assert said() == [("remarks", "Bob", "Two."), ("remarks", "Ann", ""), ("remarks", "Bob", "Four.")]


@pytest.mark.parametrize("outer", ["narrative", "other", "summary", "scene"])
def test_a_speech_within_a_narrative_is_a_speech(outer):
    notes_of(a_section(f'<{outer}>Before. <speech by="#Ann"><p>One.</p></speech> After.</{outer}>'))
    assert said() == [("narrative", None, "Before."), ("remarks", "Ann", "One."), ("narrative", None, "After.")]


def test_a_speech_inside_of_text_is_taken_out_and_told():
    body = a_section(
        '<speech by="#Ann">\n<p>One <question by="#Bob"><p>Two?</p></question> three.</p>\n'
        '<ul><li>Four</li><li><speech by="#Bob"><p>Five.</p></speech></li></ul></speech>'
    )
    assert notes_of(body) == [
        "sitting.xml:4  <p> holds the words of several: they are taken apart.",
        "sitting.xml:5  <ul> holds the words of several: they are taken apart.",
        "sitting.xml:5  <li> holds the words of several: they are taken apart.",
    ]
    assert said() == [
        ("remarks", "Ann", "One"),
        ("question", "Bob", "Two?"),
        ("remarks", "Ann", "three.\n\nFour"),
        ("remarks", "Bob", "Five."),
    ]


def test_what_a_speaker_quotes_stays_the_speakers():
    quoted = '<quotedStructure><speech by="#Bob"><p>Two.</p></speech></quotedStructure>'
    notes_of(a_section(f'<speech by="#Ann"><p>He said:</p><p>{quoted}</p></speech>'))
    assert said() == [("remarks", "Ann", "He said:\n\n> Two.")]


def test_tables_lists_and_containers_of_a_speech_are_its_words():
    body = (
        '<speech by="#Ann"><container name="x"><p>One.</p></container><table><tr><td><p>a</p></td></tr></table>'
        "<ol><li>b</li></ol><blockContainer><p>Two.</p></blockContainer></speech>"
    )
    assert notes_of(a_section(body)) == []
    assert said() == [("remarks", "Ann", "One.\n\n|  |\n| --- |\n| a |\n\n1. b\n\nTwo.")]


def test_an_element_that_is_not_known_is_told_and_kept_as_a_narrative():
    body = a_section(
        '<speech by="#Ann"><p>One.</p>\n<aside xmlns="urn:other">Beside. <i>Still.</i></aside>\n<p>Two.</p></speech>\n'
        "<p>Three.</p><interlude><p>Music.</p></interlude><p>Four.</p><blank/>"
    )
    assert notes_of(body) == [
        "sitting.xml:4  <aside> is not known: its words are kept as a narrative.",
        "sitting.xml:6  <interlude> is not known: its words are kept as a narrative.",
        "sitting.xml:6  <blank> is not known: its words are kept as a narrative.",
    ]
    assert said() == [
        ("remarks", "Ann", "One."),
        ("narrative", None, "Beside. Still."),
        ("remarks", "Ann", "Two."),
        ("narrative", None, "Three."),
        ("narrative", None, "Music."),
        ("narrative", None, "Four."),
    ]


def test_speeches_in_an_element_that_is_not_known_are_speeches():
    notes_of(
        a_section('<wrapper><speech by="#Ann"><p>One.</p></speech><speech by="#Bob"><p>Two.</p></speech></wrapper>')
    )
    assert said() == [("remarks", "Ann", "One."), ("remarks", "Bob", "Two.")]


def test_a_section_within_a_speech_is_told_by_the_record():
    notes_of(
        a_section(
            '<speech by="#Ann"><p>One.</p><debateSection><heading>Vote</heading><p>Tá</p></debateSection></speech>'
        )
    )
    assert said() == [("remarks", "Ann", "One."), ("narrative", None, "Tá")]
    assert Statement.objects.get(text="Tá").title == "Vote"


def test_text_between_sections_is_in_order():
    notes_of("<p>First.</p><table><tr><td>a</td></tr></table>" + a_section("<p>Second.</p>") + "Third.")
    assert said() == [
        ("narrative", None, "First.\n\n|  |\n| --- |\n| a |"),
        ("narrative", None, "Second."),
        ("narrative", None, "Third."),
    ]


def test_a_better_file_names_the_speaker_of_a_stored_statement():
    body = a_section('<speech by="#"><from>A Deputy</from><p>Hear.</p></speech><speech by="#"><p>No.</p></speech>')
    import_debate(a_debate(body))
    (slug,) = Statement.objects.filter(text="Hear.").values_list("slug", flat=True)
    import_debate(a_debate(body.replace('by="#"', 'by="#Ann"', 1)))
    row = Statement.objects.get(text="Hear.")
    assert (row.slug, row.speaker.name, row.label) == (slug, "Ann", "A Deputy")
    assert Statement.objects.count() == 2
