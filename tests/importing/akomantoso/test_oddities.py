"""Well-formed files of any kind are imported or refused with reasons; nothing else ends an import."""

import itertools
import re
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proceedings.importing.akomantoso.debates import Debate
from proceedings.importing.akomantoso.parsing import parse_debate
from tests.support.akomantoso import a_person, import_debate, problems_of

NAMES = (
    "speech question answer other scene narrative summary speechGroup debateSection rollCall adjournment container "
    "from heading num subheading p b i u a ref img br ul ol li table tr td blockList item quotedStructure "
    "embeddedStructure authorialNote noteRef recordedTime person role entity outcome vote docTitle docDate session "
    "date odd toc block div"
)
VALUES = (
    "",
    " ",
    "#",
    "#a",
    "#a #b",
    "#nowhere",
    "/",
    "//[",
    "0001-01-01",
    "2016-07-02",
    "9999-12-31T23:59:59-14:00",
    "0002-01-01T00:00:00+14:00",
    "2016-07-02T00:20:00+01:00",
    "24:00:00",
    "99999999999",
    "x" * 400,
    "\u202e唐鳳",
    "quotation",
)
ATTRIBUTES = (
    "by as refersTo startTime endTime time date type title name href src value class id eId showAs marker startQuote "
    "xml:lang"
)
TEXTS = st.one_of(st.sampled_from(["", "Words.", "  \n ", "*a* 1. b", "\u0085\u200b", "x " * 300]), st.just("y"))
PAIRS = st.dictionaries(st.sampled_from(ATTRIBUTES.split()), st.sampled_from(VALUES), max_size=3)


def written(name, attributes, text, children, tail):
    pairs = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{pairs}>{text}{''.join(children)}</{name}>{tail}"


def elements(children):
    return st.builds(written, st.sampled_from(NAMES.split()), PAIRS, TEXTS, children, TEXTS)


TREES = st.lists(
    st.recursive(elements(st.just([])), lambda inner: elements(st.lists(inner, max_size=4)), max_leaves=25), max_size=5
)
REFERENCES = st.lists(
    st.builds(
        written,
        st.sampled_from(["TLCPerson", "TLCRole", "TLCConcept", "TLCOrganization", "odd"]),
        PAIRS,
        st.just(""),
        st.just([]),
        st.just(""),
    ),
    max_size=4,
)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(front=TREES, body=TREES, references=REFERENCES, meta=TREES)
def test_any_well_formed_file_is_imported_or_refused(front, body, references, meta):
    known = a_person("a", "Ann", "/x/person/a") + a_person("b", "Bob")
    data = (
        f"<akomaNtoso><debate><meta><identification><FRBRWork>{''.join(meta)}</FRBRWork></identification>"
        f"<references>{known}{''.join(references)}</references></meta><preface>{''.join(front)}</preface>"
        f"<debateBody>{''.join(body)}</debateBody></debate></akomaNtoso>"
    )
    lines = problems_of(data.encode(), dry_run=True) or import_debate(data.encode(), dry_run=True).samples[0].lines()
    assert all(line.startswith(("sitting.xml", "…")) for line in lines)


# Elements in which any text has a place.
HOLDERS = (
    "speech question answer other scene narrative summary speechGroup debateSection container p b i div aside block "
    "ul ol li blockList item listIntroduction listWrapUp table caption tr td th tbody br img span"
)


def numbered(data):
    """The data with each word numbered."""
    words = itertools.count()
    return re.sub(r"\bword\b", lambda _match: f"w{next(words)}", data)


@given(
    st.recursive(
        st.builds(written, st.just("p"), st.just({}), st.just("word "), st.just([]), st.just("")),
        lambda inner: st.builds(
            written,
            st.sampled_from(HOLDERS.split()),
            st.just({}),
            st.sampled_from(["", " word "]),
            st.lists(inner, max_size=4),
            st.sampled_from(["", " word "]),
        ),
        max_leaves=20,
    )
)
def test_no_word_is_lost_and_none_changes_its_place(body):
    data = numbered(f"<akomaNtoso><debate><meta/><debateBody>{body}</debateBody></debate></akomaNtoso>")
    debate = Debate(parse_debate(data.encode()), "sitting.xml")
    words = [word for each in debate.statements() for word in re.findall(r"w\d+", each.text)]
    assert words == re.findall(r"w\d+", data)
