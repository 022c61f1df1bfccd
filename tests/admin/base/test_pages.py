from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.forms.widgets import Select
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.admin.forms.widgets import Reference
from proceedings.models import FormerAddress, OrganisationName, SiteProfile
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_former_address,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_identifier,
    an_identifier_of_an_organisation,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db

NOUNS = [model for model in admin.site._registry if model._meta.app_label == "proceedings"]
# Former addresses are read-only, and there is one profile of the site.
WRITTEN = [model for model in NOUNS if model not in {FormerAddress, SiteProfile}]


def a_record(size):
    """Rows of every model, with `size` rows of each that refers to them."""
    conference, organisation = a_conference(), an_organisation()
    if not SiteProfile.objects.exists():
        a_site_profile()
    parent = a_theme()
    themes = [a_theme(parent=parent) for _ in range(size)]
    speaker = a_speaker()
    posts = [an_appointment(speaker=speaker, organisation=an_organisation()) for _ in range(size)]
    session = a_session(conference=conference)
    for number in range(size):
        an_organiser(conference=conference, organisation=an_organisation())
        OrganisationName.objects.create(organisation=organisation, name=f"Организация {number}", language="ru")
        another_name(speaker=speaker)
        an_identifier(speaker=speaker)
        an_identifier_of_an_organisation(organisation=organisation)
        a_session(conference=conference)
        other = a_speaker()
        post = an_appointment(speaker=other, organisation=organisation)
        a_statement(session=session, speaker=other, appointment=post, themes=themes)
        a_former_address()
    first = a_statement(session=session, speaker=speaker, appointment=posts[0], themes=themes)
    for number in range(size):
        reply = a_statement(session=session, in_reply_to=first, status="withdrawn")
        a_translation(statement=reply)
        a_correction(statement=reply)
        a_co_speaker(statement=first, speaker=other, appointment=post)
        other = a_speaker()
        post = an_appointment(speaker=other, organisation=organisation)
        a_translation(statement=first, language=["ru", "fr", "de", "es"][number])
        a_correction(statement=first, made_on=date(2020, 11, number + 1))


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in captured]


def address_of(noun, page, *args):
    return reverse(f"admin:proceedings_{noun._meta.model_name}_{page}", args=args)


def forms_of(noun):
    return [address_of(noun, "change", pk) for pk in noun.objects.order_by("pk").values_list("pk", flat=True)]


def test_every_model_has_an_admin():
    assert set(NOUNS) == set(apps.get_app_config("proceedings").get_models())


PAGES = [("changelist", noun) for noun in NOUNS] + [("add", noun) for noun in WRITTEN]
REFERENCES = [
    field for noun in NOUNS for field in [*noun._meta.fields, *noun._meta.many_to_many] if field.related_model in NOUNS
]
TERMS = ["", "e"]


def choices_of(field, term):
    names = f"app_label=proceedings&model_name={field.model._meta.model_name}&field_name={field.name}"
    return f"{address_of(field.related_model, 'choices')}?{names}&term={term}"


@pytest.fixture(scope="module")
def of_a_short_record(module_db):
    """The number of queries of each page with a short record, and the most of the forms of each model.

    A long record has come to it now. `forms` has the forms of its rows, by model.
    """
    client = Client()
    client.force_login(User.objects.create_superuser("module"))
    a_record(1)
    pages = [address_of(noun, page) for page, noun in PAGES]
    pages += [choices_of(field, term) for field in REFERENCES for term in TERMS]
    forms = {noun: forms_of(noun) for noun in NOUNS}
    counts = {}
    for address in pages + [address for some in forms.values() for address in some]:
        client.get(address)
        counts[address] = len(queries(client, address))
    a_record(4)
    return SimpleNamespace(
        counts=counts,
        most={noun: max(counts[address] for address in some) for noun, some in forms.items()},
        forms={noun: forms_of(noun)[len(some) :] for noun, some in forms.items()},
    )


@pytest.mark.parametrize(("page", "noun"), PAGES, ids=lambda part: getattr(part, "__name__", part))
def test_a_list_and_an_empty_form_make_a_fixed_number_of_queries(admin_client, of_a_short_record, noun, page):
    address = address_of(noun, page)
    admin_client.get(address)
    assert len(queries(admin_client, address)) == of_a_short_record.counts[address]


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun is not SiteProfile], ids=lambda noun: noun.__name__)
def test_a_form_makes_a_fixed_number_of_queries(admin_client, of_a_short_record, noun):
    forms = of_a_short_record.forms[noun]
    admin_client.get(forms[0])
    assert max(len(queries(admin_client, address)) for address in forms) == of_a_short_record.most[noun]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("field", REFERENCES, ids=str)
def test_the_choices_of_a_reference_make_a_fixed_number_of_queries(admin_client, of_a_short_record, field, term):
    address = choices_of(field, term)
    admin_client.get(address)
    assert len(queries(admin_client, address)) == of_a_short_record.counts[address]


@pytest.mark.parametrize("noun", WRITTEN, ids=lambda noun: noun._meta.model_name)
def test_a_reference_never_lists_the_whole_table(admin_client, noun):
    response = admin_client.get(address_of(noun, "add"))
    forms = [response.context["adminform"].form]
    forms += [inline.formset.empty_form for inline in response.context["inline_admin_formsets"]]
    widgets = [getattr(field.widget, "widget", field.widget) for form in forms for field in form.fields.values()]
    lists = [widget for widget in widgets if isinstance(widget, Select) and hasattr(widget.choices, "queryset")]
    assert [widget for widget in lists if not isinstance(widget, Reference)] == []


@pytest.mark.parametrize("page", ["delete", "history"])
def test_the_pages_of_a_session_make_a_fixed_number_of_queries(admin_client, page):
    sessions = [a_session(conference=a_conference(status="draft")) for _ in range(2)]
    for session, size in zip(sessions, [1, 4], strict=True):
        for _ in range(size):
            a_translation(statement=a_statement(session=session, status="draft"))
    few, many = (address_of(type(session), page, session.pk) for session in sessions)
    admin_client.get(few)
    assert len(queries(admin_client, many)) == len(queries(admin_client, few))


@pytest.mark.parametrize("action", ["publish", "withdraw", "delete_selected"])
def test_the_confirmation_of_an_action_makes_a_fixed_number_of_queries(admin_client, action):
    status = "published" if action == "withdraw" else "draft"
    rows = [a_statement(status=status) for _ in range(5)]
    results = []
    for keys in ([row.pk for row in rows[:1]], [row.pk for row in rows[1:]]):
        with CaptureQueriesContext(connection) as captured:
            fields = {"action": action, "_selected_action": keys}
            page = admin_client.post(address_of(type(rows[0]), "changelist"), fields)
        results.append((page.status_code, len(captured)))
    assert results == [(200, results[0][1])] * 2


def test_a_search_for_choices_ignores_nul(admin_client):
    statement = a_statement(title="On peace")
    params = {"app_label": "proceedings", "model_name": "statement", "field_name": "in_reply_to"}
    answer = admin_client.get(reverse("admin:proceedings_statement_choices"), params | {"term": "peace\0"})
    assert [row["id"] for row in answer.json()["results"]] == [str(statement.pk)]
