"""Forms show the message of each database constraint that they would break."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from proceedings.models import OrganisationName
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
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


def a_published_conference_without_a_time():
    # The form always fills in the time.
    return a_conference(status="draft"), {"status": "published", "published_at": ""}


def a_published_statement_without_a_time():
    return a_statement(status="draft"), {"status": "published", "published_at": ""}


def a_conference_withdrawn_for_no_reason():
    return a_conference(), {"status": "withdrawn"}


def a_statement_withdrawn_for_no_reason():
    return a_statement(), {"status": "withdrawn"}


def a_conference_that_is_a_draft_with_a_time():
    return a_conference(status="draft"), {"publish_at": "2199-01-01T10:00"}


def a_statement_that_is_a_draft_with_a_time():
    return a_statement(status="draft"), {"publish_at": "2199-01-01T10:00"}


def a_conference_that_ends_first():
    return a_conference(), {"starts_on": "2020-09-28", "ends_on": "2020-09-27"}


def an_organiser_named_twice():
    first = an_organiser()
    second = an_organiser(conference=first.conference)
    return second, {"organisation": first.organisation.pk}


def a_session_at_the_address_of_another():
    first = a_session(conference=a_conference(status="draft"))
    return a_session(conference=first.conference), {"slug": first.slug}


def a_session_in_the_place_of_another():
    first = a_session()
    return a_session(conference=first.conference), {"position": first.position}


def a_session_that_ends_first():
    times = {"starts_at_0": "2020-09-28", "starts_at_1": "10:00", "ends_at_0": "2020-09-28", "ends_at_1": "09:00"}
    return a_session(), times


def an_appointment_with_the_key_of_another():
    first = an_appointment()
    return an_appointment(speaker=first.speaker), {"slug": first.slug}


def an_appointment_that_ends_first():
    return an_appointment(), {"starts_on": "2020-09-28", "ends_on": "2020-09-27"}


def an_organisation_with_a_name_twice():
    first = OrganisationName.objects.create(organisation=an_organisation(), name="ШОС", language="ru")
    second = OrganisationName.objects.create(organisation=first.organisation, name="上合组织", language="zh")
    return second, {"name": first.name, "language": first.language}


def a_speaker_with_a_name_twice():
    first = another_name()
    return another_name(speaker=first.speaker), {"name": first.name, "language": first.language}


def a_speaker_with_the_identifier_of_another():
    first = an_identifier()
    return an_identifier(speaker=first.speaker), {"scheme": first.scheme, "value": first.value}


def an_organisation_with_the_identifier_of_another():
    first = an_identifier_of_an_organisation()
    return an_identifier_of_an_organisation(), {"scheme": first.scheme.upper(), "value": first.value}


def an_orcid_among_the_identifiers():
    return an_identifier(), {"scheme": "ORCID"}


def a_ror_among_the_identifiers():
    return an_identifier_of_an_organisation(), {"scheme": "ROR"}


def a_statement_in_the_place_of_another():
    first = a_statement()
    return a_statement(session=first.session), {"position": first.position}


def a_statement_of_nobody():
    return a_statement(), {"speaker": ""}


def a_capacity_of_nobody():
    speaker = a_speaker()
    post = an_appointment(speaker=speaker)
    return a_statement(speaker=speaker, appointment=post, kind="narrative"), {"speaker": ""}


def a_further_speaker_in_the_place_of_another():
    first = a_co_speaker()
    return a_co_speaker(statement=first.statement), {"position": first.position}


def a_further_speaker_listed_twice():
    first = a_co_speaker()
    return a_co_speaker(statement=first.statement), {"speaker": first.speaker.pk}


def a_further_speaker_in_the_first_place():
    return a_co_speaker(), {"position": 1}


def a_further_speaker_who_is_nobody():
    return a_co_speaker(), {"speaker": ""}


def a_further_capacity_of_nobody():
    post = an_appointment()
    return a_co_speaker(speaker=post.speaker, appointment=post, label="The envoy"), {"speaker": ""}


def a_statement_with_a_time_and_a_day():
    return a_statement(delivered_on="2020-09"), {"delivered_at_0": "2020-09-28", "delivered_at_1": "10:00"}


def a_reply_to_itself():
    statement = a_statement()
    return statement, {"in_reply_to": statement.pk}


def a_second_translation_into_a_language():
    first = a_translation()
    return a_translation(statement=first.statement, language="fr"), {"language": first.language}


def a_second_correction_of_a_day():
    first = a_correction()
    return a_correction(statement=first.statement, made_on=date(2021, 1, 1)), {"made_on": str(first.made_on)}


def a_publisher_without_a_name():
    return a_site_profile(), {"publisher_url": "https://example.org/"}


def a_licence_without_a_name():
    return a_site_profile(), {"licence_url": "https://example.org/licence"}


BROKEN = {
    "the_website_of_a_publisher_has_a_name": a_publisher_without_a_name,
    "the_address_of_a_licence_has_a_name": a_licence_without_a_name,
    "conference_withdrawn_says_why": a_conference_withdrawn_for_no_reason,
    "conference_waits_in_review_for_its_time": a_conference_that_is_a_draft_with_a_time,
    "statement_waits_in_review_for_its_time": a_statement_that_is_a_draft_with_a_time,
    "conference_ends_on_or_after_it_starts": a_conference_that_ends_first,
    "one_organiser_per_organisation_and_role": an_organiser_named_twice,
    "one_session_per_address_in_a_conference": a_session_at_the_address_of_another,
    "one_session_per_position_in_a_conference": a_session_in_the_place_of_another,
    "session_ends_at_or_after_it_starts": a_session_that_ends_first,
    "one_appointment_per_key_of_a_speaker": an_appointment_with_the_key_of_another,
    "appointment_ends_on_or_after_it_starts": an_appointment_that_ends_first,
    "one_entry_per_name_of_an_organisation": an_organisation_with_a_name_twice,
    "one_entry_per_name_of_a_speaker": a_speaker_with_a_name_twice,
    "one_speaker_per_identifier": a_speaker_with_the_identifier_of_another,
    "one_organisation_per_identifier": an_organisation_with_the_identifier_of_another,
    "orcid_and_wikidata_of_a_speaker_are_in_their_fields": an_orcid_among_the_identifiers,
    "ror_and_wikidata_of_an_organisation_are_in_their_fields": a_ror_among_the_identifiers,
    "statement_withdrawn_says_why": a_statement_withdrawn_for_no_reason,
    "one_statement_per_position_in_a_session": a_statement_in_the_place_of_another,
    "statement_without_a_speaker_or_label_is_a_narrative": a_statement_of_nobody,
    "statement_in_a_capacity_has_a_speaker": a_capacity_of_nobody,
    "statement_has_a_time_or_a_day": a_statement_with_a_time_and_a_day,
    "statement_is_not_a_reply_to_itself": a_reply_to_itself,
    "one_co_speaker_per_position_of_a_statement": a_further_speaker_in_the_place_of_another,
    "a_co_speaker_once_per_statement": a_further_speaker_listed_twice,
    "co_speaker_comes_after_the_first_speaker": a_further_speaker_in_the_first_place,
    "co_speaker_has_a_name_or_a_label": a_further_speaker_who_is_nobody,
    "co_speaker_in_a_capacity_has_a_name": a_further_capacity_of_nobody,
    "one_translation_per_language_of_a_statement": a_second_translation_into_a_language,
    "one_correction_note_per_day_of_a_statement": a_second_correction_of_a_day,
}
SATISFIED_BY_THE_FORM = {
    "conference_published_has_published_at": a_published_conference_without_a_time,
    "statement_published_has_published_at": a_published_statement_without_a_time,
}
# These rows have no form: the admin only shows them.
NOT_WRITTEN_IN_A_FORM = {"a_former_address_leads_elsewhere", "a_former_address_leads_to_one_place"}
NOT_IN_THE_FORM = {"there_is_one_site_profile"}
# The form offers no status that would break them.
NOT_OFFERED = {
    f"{noun}_{promise}"
    for noun in ("conference", "statement")
    for promise in ("once_published_is_published_or_withdrawn", "withdrawn_was_published")
}
CHECKED_WITH_LONGER_CIRCLES = {"theme_is_not_its_own_parent"}
CONSTRAINTS = {
    constraint.name: constraint
    for noun in apps.get_app_config("proceedings").get_models()
    for constraint in noun._meta.constraints
}


def send(client, make):
    row, changes = make()
    return row, fill(client, reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk]), **changes)


def test_this_file_covers_every_constraint():
    checked_elsewhere = NOT_WRITTEN_IN_A_FORM | NOT_IN_THE_FORM | NOT_OFFERED | CHECKED_WITH_LONGER_CIRCLES
    assert set(CONSTRAINTS) == set(BROKEN) | set(SATISFIED_BY_THE_FORM) | checked_elsewhere


@pytest.mark.parametrize("name", BROKEN)
def test_the_form_shows_the_message_of_a_broken_constraint(admin_client, name):
    _, response = send(admin_client, BROKEN[name])
    assert str(CONSTRAINTS[name].violation_error_message) in errors_of(response)


@pytest.mark.parametrize("name", SATISFIED_BY_THE_FORM)
def test_the_form_satisfies_the_constraint_by_itself(admin_client, name):
    row, _ = send(admin_client, SATISFIED_BY_THE_FORM[name])
    row.refresh_from_db()
    assert (row.status, row.published_at is None) == ("published", False)


def test_the_form_refuses_an_address_that_is_taken(admin_client):
    first, second = a_speaker(), a_speaker()
    response = fill(admin_client, reverse("admin:proceedings_speaker_change", args=[second.pk]), slug=first.slug)
    assert errors_of(response) == ["Speaker with this Permanent link already exists."]


def test_the_form_refuses_a_capacity_of_another_speaker(admin_client):
    post = an_appointment(title="Rector")
    address = reverse("admin:proceedings_statement_change", args=[a_statement().pk])
    response = fill(admin_client, address, appointment=post.pk, no_change_of_substance="on")
    assert errors_of(response) == ["“Rector” is not a post of this speaker."]


def test_the_form_refuses_a_theme_below_itself(admin_client):
    parent = a_theme(name="Economy")
    child = a_theme(name="Trade", parent=parent)
    address = reverse("admin:proceedings_theme_change", args=[parent.pk])
    assert [errors_of(fill(admin_client, address, parent=theme.pk)) for theme in (parent, child)] == [
        ["“Economy” is below this theme, or is this theme."],
        ["“Trade” is below this theme, or is this theme."],
    ]
