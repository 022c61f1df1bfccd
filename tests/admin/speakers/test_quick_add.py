"""Adding a speaker on the spot."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from proceedings.models import Appointment, Organisation, Speaker
from tests.support.desk.accounts import an_account
from tests.support.factories import a_speaker, an_organisation, another_name

pytestmark = pytest.mark.django_db

ADDRESS = reverse("admin:proceedings_speaker_quick_add")


def sent(**values):
    return {f"quick-{name}": value for name, value in values.items()}


def errors(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_a_speaker_is_added_with_a_post_and_a_history(admin_client, admin_user):
    ministry = an_organisation()
    answer = admin_client.post(ADDRESS, sent(name="Lin Meihua", title="Minister", organisation=ministry.pk))
    speaker = Speaker.objects.get()
    assert answer.json() == {"id": str(speaker.pk), "text": "Lin Meihua"}
    assert list(Appointment.objects.values_list("speaker", "title", "organisation")) == [
        (speaker.pk, "Minister", ministry.pk)
    ]
    for row in (speaker, Appointment.objects.get()):
        version = row.history.get()
        assert (version.history_user, version.history_change_reason) == (admin_user, "Added on the spot.")


def test_a_name_alone_is_enough(admin_client):
    admin_client.post(ADDRESS, sent(name="Lin Meihua"))
    assert (Speaker.objects.get().slug, Appointment.objects.count()) == ("lin-meihua", 0)


def test_somebody_of_the_same_name_is_offered_first(admin_client):
    ada = another_name(speaker=a_speaker(name="Ада Лавлейс"), name="Ada Lovelace", language="en").speaker
    page = admin_client.get(ADDRESS, {"name": "lovelace ada"})
    assert [speaker for speaker, _label, _note in page.context["namesakes"]] == [ada]
    refused = admin_client.post(ADDRESS, sent(name="Ada Lovelace"))
    assert errors(refused) == ["Choose the person above, or say that this is another one."]
    assert Speaker.objects.count() == 1
    admin_client.post(ADDRESS, sent(name="Ada Lovelace", another="on"))
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": " "}, "This field is required."),
        (
            {"name": "Ada", "organisation": "0"},
            "Select a valid choice. That choice is not one of the available choices.",
        ),
        ({"name": "a" * 301}, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_mistakes_are_shown_and_nothing_is_added(admin_client, values, message):
    assert errors(admin_client.post(ADDRESS, sent(**values))) == [message]
    assert Speaker.objects.count() == 0


def test_a_new_organisation_is_added_with_the_post(admin_client):
    admin_client.post(ADDRESS, sent(name="Ada", title="Envoy", new_organisation="River Commission"))
    organisation = Organisation.objects.get()
    assert Appointment.objects.get().organisation == organisation
    assert organisation.history.get().history_change_reason == "Added on the spot."


def test_an_organisation_that_the_record_has_is_not_added_again(admin_client):
    known = an_organisation(name="River Commission", acronym="RC")
    for name in ("RC", "river commission"):
        answer = admin_client.post(ADDRESS, sent(name="Ada", title="Envoy", new_organisation=name))
        assert errors(answer) == [
            "The record has an organisation of this name. Choose it, or add another on their own page."
        ]
    both = admin_client.post(ADDRESS, sent(name="Ada", title="Envoy", organisation=known.pk, new_organisation="Lakes"))
    assert errors(both) == ["Choose an organisation or enter a new one, not both."]
    assert (Organisation.objects.count(), Speaker.objects.count()) == (1, 0)


def test_who_may_not_add_organisations_is_not_offered_it(client):
    user = an_account("staff")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_speaker", "add_appointment"]))
    client.force_login(user)
    assert "new_organisation" not in client.get(ADDRESS).context["form"].fields
    client.post(ADDRESS, sent(name="Ada", title="Envoy", new_organisation="Lakes"))
    assert (Appointment.objects.count(), Organisation.objects.count()) == (1, 0)


def test_an_organisation_without_a_post_is_a_mistake(admin_client):
    answer = admin_client.post(ADDRESS, sent(name="Ada", organisation=an_organisation().pk))
    assert (errors(answer), Speaker.objects.count()) == (["Enter the post at this organisation."], 0)


def test_the_permission_to_add_speakers_is_required_and_that_to_add_posts_for_a_post(client):
    user = an_account("staff")
    client.force_login(user)
    assert client.post(ADDRESS, sent(name="Ada")).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="add_speaker"))
    assert list(client.get(ADDRESS).context["form"].fields) == ["name"]
    client.post(ADDRESS, sent(name="Ada", title="Minister"))
    assert (Speaker.objects.count(), Appointment.objects.count()) == (1, 0)


def test_speakers_that_a_user_may_not_view_are_not_offered(client):
    a_speaker(name="Ada Lovelace", country="GB")
    user = an_account("staff")
    client.force_login(user)
    user.user_permissions.add(Permission.objects.get(codename="add_speaker"))
    assert client.get(ADDRESS, {"name": "Ada Lovelace"}).context["namesakes"] == []
    user.user_permissions.add(Permission.objects.get(codename="view_speaker"))
    ((_speaker, label, note),) = client.get(ADDRESS, {"name": "Ada Lovelace"}).context["namesakes"]
    assert (label, note) == ("Ada Lovelace", "United Kingdom")
