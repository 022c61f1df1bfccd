"""Minimal debates in Akoma Ntoso, and their import."""

from proceedings.importing.akomantoso import FixtureError, load_debates

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def a_debate(body, *, references="", front="", identification="", xmlns=f' xmlns="{AKN}"'):
    """The bytes of a debate; its references are on the second line, its body on the third."""
    meta = f"<meta>{identification}<references>{references}</references></meta>"
    return f"<akomaNtoso{xmlns}><debate>\n{meta}{front}\n<debateBody>{body}</debateBody></debate></akomaNtoso>".encode()


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
