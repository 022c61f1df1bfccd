"""Debates as others write them, as small as can be."""

from proceedings.importing.akomantoso import FixtureError, load

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def a_debate(body, *, references="", front="", identification="", xmlns=f' xmlns="{AKN}"'):
    """The bytes of a debate: its references stand on the second line, its body on the third."""
    meta = f"<meta>{identification}<references>{references}</references></meta>"
    return f"<akomaNtoso{xmlns}><debate>\n{meta}{front}\n<debateBody>{body}</debateBody></debate></akomaNtoso>".encode()


def a_section(said, heading="Plenary"):
    return f"<debateSection><heading>{heading}</heading>{said}</debateSection>"


def imported(data, name="sitting.xml", **options):
    return load([(name, data)], **options)


def complaints(data, name="sitting.xml", **options):
    try:
        imported(data, name, **options)
    except FixtureError as error:
        return [str(problem) for problem in error.problems]
    return []
