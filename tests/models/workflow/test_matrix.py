"""Every kind of person, every move, every way in: what happens is what is in the database afterwards."""

from contextlib import suppress
from datetime import timedelta
from functools import cache
from itertools import permutations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proceedings.importing.loader import FixtureError
from proceedings.models import Conference, Statement, Status
from proceedings.models.workflow.statuses import IllegalTransitionError, RefusedError
from tests.support.akomantoso import a_debate, a_section
from tests.support.desk.accounts import PEOPLE, an_account, sign_in
from tests.support.desk.forms import Fields
from tests.support.editing import load_text
from tests.support.factories import a_conference, a_statement

pytestmark = pytest.mark.django_db

NOUNS = {"statement": (Statement, a_statement), "conference": (Conference, a_conference)}
STATUSES = ["draft", "in_review", "published", "withdrawn"]
TRANSITION_BETWEEN = list(permutations(STATUSES, 2))
WHO_MAY = {
    ("draft", "in_review"): {"Editor", "Reviewer", "superuser"},
    ("in_review", "draft"): {"Reviewer", "superuser"},
    ("draft", "published"): {"superuser"},
    ("in_review", "published"): {"Publisher", "superuser"},
    ("withdrawn", "published"): {"Publisher", "superuser"},
    ("published", "withdrawn"): {"Publisher", "superuser"},
}
WHO_MAY_CHANGE = {
    "draft": {"Editor", "Reviewer", "Publisher", "superuser"},
    "in_review": {"Reviewer", "Publisher", "superuser"},
    "published": {"Publisher", "superuser"},
    "withdrawn": {"Publisher", "superuser"},
}
WHO_MAY_DELETE = {"statement": {"draft": {"Editor", "superuser"}}, "conference": {"draft": {"superuser"}}}
WORDS = {"in_review": "submit", "draft": "send_back", "published": "publish", "withdrawn": "withdraw"}
REASONS = {"withdrawal_reason": "Misquoted.", "sent_back_because": "A name is missing."}


def page(row, name="change"):
    return reverse(f"admin:proceedings_{row._meta.model_name}_{name}", args=[row.pk] if name != "changelist" else [])


@pytest.fixture(scope="module")
def rows(module_db):
    """rows[noun][status]; each test's changes of them are rolled back."""
    the_form_of_somebody_who_may_everything.cache_clear()
    return {noun: {status: factory(status=status) for status in STATUSES} for noun, (_model, factory) in NOUNS.items()}


@cache
def the_form_of_somebody_who_may_everything(row):
    """The form of one of `rows` that nobody has changed, which is rendered once."""
    return Fields(sign_in(Client(), an_account("superuser")).get(page(row)).content.decode()).values


def transition_arguments(after):
    return {"draft": [REASONS["sent_back_because"]], "withdrawn": [REASONS["withdrawal_reason"]]}.get(after, [])


def by_the_form(user, row, after):
    """With every field that there is, whatever the person's own form has."""
    fields = the_form_of_somebody_who_may_everything(row) | REASONS | {"status": after}
    sign_in(Client(), user).post(page(row), fields)


def by_the_list(user, row, after):
    fields = {"action": WORDS[after], "_selected_action": row.pk, "number": 1}
    sign_in(Client(), user).post(page(row, "changelist"), fields | REASONS)


def by_the_row(user, row, after):
    try:
        getattr(row, WORDS[after])(*transition_arguments(after), by=user)
    except RefusedError:
        return
    assert row.status == after


def by_the_queryset(user, row, after):
    try:
        number = getattr(type(row).objects.filter(pk=row.pk), WORDS[after])(*transition_arguments(after), by=user)
    except RefusedError:
        return
    assert number == 1


def by_a_file(user, row, after):
    fields = f"slug: {row.slug}, status: {after}, withdrawal_reason: Misquoted."
    with suppress(FixtureError):
        load_text(f"- model: proceedings.{row._meta.model_name}\n  fields: {{{fields}}}", by=user)


def by_the_api(user, row, after):
    """There is no writing in it, for nobody."""
    client, address = sign_in(Client(), user), f"/api/v1{row.get_absolute_url()}"
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address, {"status": after}, content_type="application/json").status_code == 405


WAYS = [by_the_form, by_the_list, by_the_row, by_the_queryset, by_a_file]
every_noun = pytest.mark.parametrize("noun", NOUNS)
every_person = pytest.mark.parametrize("person", PEOPLE)


@every_noun
@every_person
@pytest.mark.parametrize("way", [*WAYS, by_the_api])
def test_every_way_in_allows_the_listed_transitions_only(rows, noun, person, way):
    model = NOUNS[noun][0]
    user = an_account(person)
    made = set()
    for before, after in TRANSITION_BETWEEN:
        row = model.objects.get(pk=rows[noun][before].pk)
        with transaction.atomic():
            way(user, row, after)
            stored = model.objects.get(pk=row.pk).status
            transaction.set_rollback(True)
        assert stored in {before, after}
        if stored == after:
            made.add((before, after))
    assert made == (set() if way is by_the_api else {move for move, people in WHO_MAY.items() if person in people})


@every_noun
def test_the_operator_can_apply_every_transition(noun):
    model, factory = NOUNS[noun]
    for way in (by_the_row, by_the_queryset, by_a_file):
        rows = {(before, after): factory(status=before) for before, after in TRANSITION_BETWEEN}
        for (_before, after), row in rows.items():
            way(None, row, after)
        assert {move for move, row in rows.items() if model.objects.get(pk=row.pk).status == move[1]} == set(WHO_MAY)


def columns(row, after):
    """Those that a status goes with, so that no other promise of the database is in the way."""
    published_at = (row.published_at or timezone.now()) if after in {"published", "withdrawn"} else None
    return {"status": after, "published_at": published_at, "withdrawal_reason": "Misquoted."}


@every_noun
@pytest.mark.parametrize("move", sorted(set(TRANSITION_BETWEEN) - set(WHO_MAY)), ids="-".join)
def test_save_and_update_refuse_every_unlisted_transition(noun, move):
    model, factory = NOUNS[noun]
    before, after = move
    row, other = factory(status=before), factory(status=before)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=other.pk).update(**columns(other, after))
    for name, value in columns(row, after).items():
        setattr(row, name, value)
    with pytest.raises(IllegalTransitionError):
        row.save()
    stored = model.objects.filter(pk__in=[row.pk, other.pk])
    assert set(stored.values_list("status", "published_at")) == {(before, other.published_at)}


@every_noun
@pytest.mark.parametrize("move", WHO_MAY, ids="-".join)
def test_save_and_update_accept_every_listed_transition(noun, move):
    model, factory = NOUNS[noun]
    before, after = move
    row, other = factory(status=before), factory(status=before)
    model.objects.filter(pk=other.pk).update(**columns(other, after))
    row.status, row.withdrawal_reason = after, "Misquoted."
    row.save()
    stored = model.objects.filter(pk__in=[row.pk, other.pk])
    assert list(stored.values_list("status", flat=True)) == [after, after]


@every_noun
def test_saving_a_stale_row_does_not_undo_its_publication(noun):
    model, factory = NOUNS[noun]
    row = factory(status="in_review")
    stale = model.objects.get(pk=row.pk)
    row.publish()
    stale.title = "Another title"
    with pytest.raises(IntegrityError), transaction.atomic():
        stale.save()
    assert model.objects.get(pk=row.pk).status == "published"


@every_noun
@every_person
def test_the_form_offers_the_permitted_statuses(rows, noun, person):
    if person == "anonymous":
        return
    client = sign_in(Client(), an_account(person))
    offered = {}
    for before in STATUSES:
        response = client.get(page(rows[noun][before]))
        fields = response.context["adminform"].form.fields if response.status_code == 200 else {}
        if "status" in fields:
            offered[before] = {value for value, _label in fields["status"].choices}
    expected = {
        before: {before}
        | {after for (source, after), people in WHO_MAY.items() if source == before and person in people}
        for before in STATUSES
        if person in WHO_MAY_CHANGE[before]
    }
    assert offered == expected


@every_noun
@every_person
def test_content_changes_need_the_permission_for_the_status(rows, noun, person):
    model = NOUNS[noun][0]
    client, changed = sign_in(Client(), an_account(person)), set()
    for status, row in rows[noun].items():
        fields = {"title": "Changed", "no_change_of_substance": "on"}
        client.post(page(row), the_form_of_somebody_who_may_everything(row) | fields)
        if model.objects.get(pk=row.pk).title == "Changed":
            changed.add(status)
    assert changed == {status for status, people in WHO_MAY_CHANGE.items() if person in people}


@every_noun
@every_person
@pytest.mark.parametrize("way", ["page", "list"])
def test_deletion_needs_the_permission_for_the_status(rows, noun, person, way):
    model = NOUNS[noun][0]
    client, deleted = sign_in(Client(), an_account(person)), set()
    for status, row in rows[noun].items():
        if way == "page":
            client.post(page(row, "delete"), {"post": "yes"})
        else:
            fields = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
            client.post(page(row, "changelist"), fields)
        if not model.objects.filter(pk=row.pk).exists():
            deleted.add(status)
    expected = {"in_review": {"superuser"}} | WHO_MAY_DELETE[noun]
    assert deleted == {status for status, people in expected.items() if person in people}


@every_noun
@every_person
@pytest.mark.parametrize("way", ["form", "list", "row", "queryset"])
def test_scheduling_needs_the_permission_for_the_status(rows, noun, person, way):
    model = NOUNS[noun][0]
    user, moment = an_account(person), timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    local, scheduled = f"{moment:%Y-%m-%dT%H:%M}", set()
    for status in STATUSES:
        row = model.objects.get(pk=rows[noun][status].pk)
        if way == "form":
            fields = the_form_of_somebody_who_may_everything(row) | {"publish_at": local}
            sign_in(Client(), user).post(page(row), fields)
        elif way == "list":
            fields = {"action": "schedule", "_selected_action": row.pk, "number": 1, "publish_at": local}
            sign_in(Client(), user).post(page(row, "changelist"), fields)
        else:
            with suppress(RefusedError):
                (row if way == "row" else model.objects.filter(pk=row.pk)).schedule(moment, by=user)
        stored = model.objects.get(pk=row.pk)
        assert (stored.status, stored.publish_at) in {(status, None), (status, moment)}
        if stored.publish_at:
            assert stored.scheduled_by == user
            scheduled.add(status)
    assert scheduled == ({"in_review"} if person in {"Publisher", "superuser"} else set())


@every_person
@pytest.mark.parametrize("publish", [True, False])
def test_importing_and_publishing_a_debate_needs_the_permissions(person, publish):
    others = {model: list(model.objects.values_list("pk", flat=True)) for model, _factory in NOUNS.values()}
    client = sign_in(Client(), an_account(person))
    data = a_debate(a_section('<speech by="#唐鳳"><p>一</p></speech>', "會議"))
    fields = {"file": SimpleUploadedFile("會議.xml", data), "time_zone": "UTC", "language": "zh-Hant"}
    address = reverse("admin:proceedings_conference_import")
    shown = client.post(address, fields | ({"publish": "on"} if publish else {}))
    packed = shown.context["packed"] if shown.status_code == 200 else "forged"
    client.post(address, {"packed": packed})
    brought = []
    for model, keys in others.items():
        brought += model.objects.exclude(pk__in=keys).values_list("status", flat=True)
    expected = {"Editor": Status.DRAFT, "superuser": Status.PUBLISHED if publish else Status.DRAFT}
    assert brought == ([expected[person]] * 2 if person in expected else [])
