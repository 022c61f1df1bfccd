"""Minimal debates in Akoma Ntoso, and their import."""

import re

from proceedings.importing.akomantoso import FixtureError, load_debates

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def a_debate(body, *, references=None, front="", identification="", xmlns=f' xmlns="{AKN}"'):
    """The bytes of a debate; its references are on the second line, its body on the third.

    Unless references are given, each id in `by` is a person of that name.
    """
    if references is None:
        ids = dict.fromkeys(re.findall(r'by="#([^"]+)"', body))
        references = "".join(a_person(identifier, identifier) for identifier in ids)
    meta = f"<meta>{identification}<references>{references}</references></meta>"
    return f"<akomaNtoso{xmlns}><debate>\n{meta}{front}\n<debateBody>{body}</debateBody></debate></akomaNtoso>".encode()


def a_person(identifier, name, href=""):
    return f'<TLCPerson eId="{identifier}" href="{href}" showAs="{name}"/>'


def a_work(*, uri="", country="", date="", name="sitting"):
    """The identification of a debate as a work."""
    parts = [f'<FRBRuri value="{uri}"/>'] * bool(uri)
    parts += [f'<FRBRdate date="{date}" name="{name}"/>'] * bool(date)
    parts += [f'<FRBRcountry value="{country}"/>'] * bool(country)
    return f"<identification><FRBRWork>{''.join(parts)}</FRBRWork></identification>"


def a_section(content, heading="Plenary"):
    return f"<debateSection><heading>{heading}</heading>{content}</debateSection>"


def import_debate(data, name="sitting.xml", **options):
    return load_debates([(name, data)], **options)


def problems_of(data, name="sitting.xml", **options):
    try:
        import_debate(data, name, **options)
    except FixtureError as error:
        return [str(problem) for problem in error.problems]
    return []
