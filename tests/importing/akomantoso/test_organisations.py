"""The organisation that a file names as the author of the debate is the organiser, by its href first."""

import pytest

from proceedings.models import Conference, Organisation, OrganisationIdentifier, OrganisationName
from proceedings.models.columns.slugs import lettered_slug
from tests.support.akomantoso import a_debate, a_section, import_debate
from tests.support.factories import an_identifier_of_an_organisation, an_organisation

pytestmark = pytest.mark.django_db

HOUSE = "/xx/parliament/house/upper"


def a_sitting(name, href, author="#house", uri="/xx/debate/1"):
    work = f'<FRBRWork><FRBRuri value="{uri}"/><FRBRauthor href="{author}"/></FRBRWork>'
    references = f'<TLCOrganization eId="house" href="{href}" showAs="{name}"/>'
    references += '<TLCOrganization eId="other" href="/xx/parliament/house/other" showAs="Other"/>'
    body = a_section("<narrative><p>The House sat.</p></narrative>")
    return a_debate(body, references=references, identification=f"<identification>{work}</identification>")


def organisations():
    return list(Organisation.objects.order_by("slug").values_list("slug", "name"))


def test_the_author_of_a_debate_is_its_organiser():
    data = a_sitting("Upper House", HOUSE)
    import_debate(data)
    assert [str(one) for one in Conference.objects.get().organisers.all()] == ["Upper House, organiser"]
    assert list(OrganisationIdentifier.objects.values_list("scheme", "value")) == [("akomantoso", HOUSE)]
    assert organisations() == [("upper-house", "Upper House")]
    assert str(import_debate(data).tally).startswith("0 created, 0 updated")


def test_one_href_with_another_spelling_is_the_same_organisation():
    house = an_organisation(name="Senate", slug="senate")
    an_identifier_of_an_organisation(organisation=house, scheme="akomantoso", value=HOUSE)
    notes = import_debate(a_sitting("The Upper House", HOUSE, author=HOUSE)).notes
    assert '"The Upper House" is another name of senate, who has the same identifier.' in notes[-1]
    assert (organisations(), OrganisationName.objects.get().name) == ([("senate", "Senate")], "The Upper House")


def test_another_href_with_the_same_name_is_another_organisation():
    import_debate(a_sitting("House", HOUSE))
    notes = import_debate(a_sitting("House", "/yy/parliament/house/upper", uri="/yy/debate/1")).notes
    assert '"House" is a new organisation: the one of that name, house, has another identifier.' in notes[-1]
    assert organisations() == [("house", "House"), (lettered_slug("house", 2), "House")]


def test_other_organisations_and_unknown_authors_are_not_imported():
    import_debate(a_sitting("House", HOUSE, author="#nobody"))
    assert organisations() == []
