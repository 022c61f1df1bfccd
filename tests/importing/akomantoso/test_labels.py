"""The speaker as printed is kept apart from the words, and nobody is invented."""

import pytest

from proceedings.models import Appointment, CoSpeaker, Speaker, Statement, Theme
from tests.support.akomantoso import a_debate, a_person, a_section, import_debate

pytestmark = pytest.mark.django_db

ANN, BOB = a_person("a", "Ann Ash", "/x/person/ann"), a_person("b", "Bob Ray", "/x/person/bob")


def imported(body, references=ANN + BOB):
    """The (speaker, label, text) of each statement, and the notes but for the one on the day."""
    notes = import_debate(a_debate(a_section(body), references=references)).notes[1:]
    rows = Statement.objects.order_by("position").values_list("speaker__name", "label", "text")
    return list(rows), [note.partition("  ")[2] for note in notes]


def test_what_is_printed_is_the_label_and_never_the_words():
    body = (
        '<speech by="#a"><from>Deputy <b>Ann</b> Ash (Minister)'
        '<recordedTime time="2016-07-02T10:20:00Z">10.20</recordedTime></from>'
        '<p>First words of mine.</p></speech><speech by="#a"><from>Ann Ash</from><p>Second.</p></speech>'
    )
    assert imported(body) == (
        [("Ann Ash", "Deputy Ann Ash (Minister)", "First words of mine."), ("Ann Ash", "Ann Ash", "Second.")],
        [],
    )
    first = Statement.objects.get(position=1)
    assert (first.title, first.text_format) == ("First words of mine.", "plain")
    assert first.delivered_at.isoformat() == "2016-07-02T10:20:00+00:00"


NOBODIES = [
    a_person("n", "unmatched", "/x/member/unmatchedMember"),
    a_person("n", "Ann Elder", "/x/member/unmatchedMember"),
    a_person("n", "Unknown speaker", "/x/member/17"),
    a_person("n", "A Deputy"),
    a_person("n", "Several hon. Members", "/x/members"),
    a_person("n", "?"),
    a_person("n", ""),
    '<TLCRole eId="n" href="/x/role/chair" showAs="Chair"/>',
    '<TLCOrganization eId="n" href="/x/body/party" showAs="Party"/>',
    "",
]


@pytest.mark.parametrize("reference", NOBODIES)
def test_a_reference_to_nobody_in_particular_makes_no_person(reference):
    statements, notes = imported('<speech by="#n"><from>Deputy Ann Elder</from><p>Yes.</p></speech>', reference)
    assert statements == [(None, "Deputy Ann Elder", "Yes.")]
    assert notes == ["1 statement is by nobody whom the file identifies, and is kept as by “Deputy Ann Elder”."]
    assert Speaker.objects.count() == 0
    assert Statement.objects.get().kind == "remarks"


@pytest.mark.parametrize(
    ("speech", "label"),
    [
        ('<speech by="#"><from>Deputies</from><p>No.</p></speech>', "Deputies"),
        ("<speech><from>A Deputy</from><p>No.</p></speech>", "A Deputy"),
        ('<speech by="#n"><p>No.</p></speech>', "Chair"),
        ('<speech by="#" as="#n"><p>No.</p></speech>', "Chair"),
        ('<speech by="#Ulloa"><p>No.</p></speech>', "Ulloa"),
    ],
)
def test_nobody_is_cited_by_what_is_printed_or_else_by_what_the_file_says(speech, label):
    role = '<TLCRole eId="n" href="/x/role/chair" showAs="Chair"/>'
    assert imported(speech, role)[0] == [(None, label, "No.")]
    assert (Speaker.objects.count(), Appointment.objects.count()) == (0, 0)


def test_a_printed_name_is_the_only_person_of_that_name_in_the_file():
    body = "<speech><from>BOB RAY:</from><p>No.</p></speech><speech><from>Bob</from><p>Yes.</p></speech>"
    assert imported(body)[0] == [("Bob Ray", "BOB RAY:", "No."), (None, "Bob", "Yes.")]


def test_a_person_in_from_speaks_where_by_is_nobody():
    body = '<speech by="#"><from>Mr <person refersTo="#b">Ray</person></from><p>No.</p></speech>'
    assert imported(body)[0] == [("Bob Ray", "Mr Ray", "No.")]


def test_a_role_stays_the_capacity_and_what_is_printed_the_label():
    role = '<TLCRole eId="chair" href="/x/role/chair" showAs="Chair"/>'
    body = '<speech by="#a" as="#chair"><from>An Cathaoirleach</from><p>Order.</p></speech>'
    body += '<speech by="#a" as="#nowhere"><from>Ann</from><p>Order!</p></speech>'
    assert imported(body, ANN + role)[0][0] == ("Ann Ash", "An Cathaoirleach", "Order.")
    posts = Statement.objects.order_by("position").values_list("appointment__title", flat=True)
    assert list(posts) == ["Chair", None]


def test_words_that_stand_in_from_begin_the_text():
    words = "Thank you for the word, which is given to me so late in the evening. " * 6
    statements, notes = imported(f'<speech by="#a"><from>Ms ASH.- {words}</from><p>More.</p></speech>')
    assert statements == [("Ann Ash", "Ms ASH.-", f"{words.strip()}\n\nMore.")]
    assert notes == ["<from> is too long for a name: what follows the name begins the text."]


def test_several_speakers_of_one_speech_are_in_order():
    body = '<speech by="#b #a"><from>Bob and Ann</from><p>We both.</p></speech><speech by="#b #x"><p>I.</p></speech>'
    assert imported(body)[0] == [("Bob Ray", "Bob and Ann", "We both."), (None, "b #x", "I.")]
    assert list(CoSpeaker.objects.values_list("statement__position", "position", "speaker__name")) == [
        (1, 2, "Ann Ash")
    ]


@pytest.mark.parametrize(
    "narrative",
    [
        '<summary refersTo="#agreed">Agreed.</summary>',
        '<other refersTo="#agreed"><p>Agreed.</p></other>',
        '<summary title="decision" refersTo="#water">Agreed.</summary>',
        '<narrative refersTo="#lost">Agreed. <outcome refersTo="#lost">Lost</outcome></narrative>',
    ],
)
def test_the_outcome_of_a_vote_is_no_theme(narrative):
    concepts = (
        '<TLCConcept eId="agreed" href="/ie/oireachtas/voting/agreed" showAs="Agreed"/>'
        '<TLCConcept eId="water" href="/x/water" showAs="Water"/><TLCConcept eId="lost" href="/x/lost" showAs="Lost"/>'
    )
    imported(narrative + '<speech by="#a" refersTo="#water"><p>x</p></speech>', ANN + concepts)
    assert list(Theme.objects.values_list("name", flat=True)) == ["Water"]
    assert Statement.objects.get(position=1).themes.count() == 0
