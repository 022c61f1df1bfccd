"""The three groups of people who make the record, each with no more permissions than its work takes.

A person can be in several. A migration makes them, and a later one that adds to the table calls `lay()` again;
whoever keeps the accounts may change them afterwards.
"""

from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from .statuses import PUBLISH, REVIEW, SUBMIT, WITHDRAW

PUBLISHABLE = ["conference", "statement"]
# What belongs to one of these, and is published with it.
PARTS = ["organiser", "session", "translation"]
FACTS = ["appointment", "organisation", "organisationname", "othername", "speaker", "theme"]
# Facts with a page of their own, whose address a publisher may change.
ADDRESSED = ["organisation", "speaker", "theme"]
NOUNS = [*PUBLISHABLE, *PARTS, *FACTS, "correction", "formeraddress"]


def allowed(verbs, nouns):
    return {f"{verb}_{noun}" for verb in verbs for noun in nouns}


ROLES = {
    # A conference takes all of its statements with it: to delete one is no editor's everyday work.
    "Editor": allowed(["view"], NOUNS)
    | allowed(["add", "change"], [*PUBLISHABLE, *PARTS, *FACTS])
    | allowed(["delete"], ["statement", *PARTS, *FACTS])
    | allowed([SUBMIT], PUBLISHABLE),
    "Reviewer": allowed(["view"], NOUNS)
    | allowed(["change"], [*PUBLISHABLE, "translation"])
    | allowed([SUBMIT, REVIEW], PUBLISHABLE),
    "Publisher": allowed(["view"], NOUNS)
    | allowed(["change"], [*PUBLISHABLE, *PARTS, *ADDRESSED, "correction"])
    | allowed(["add"], [*PARTS, "correction"])
    | allowed([PUBLISH, WITHDRAW], PUBLISHABLE)
    # Whose published words are, and at which address: readers see a change of either.
    | {"merge_speaker", "add_formeraddress"},
}


def lay(apps=global_apps):
    """Make the groups that are missing, and give each the permissions of the table that it lacks."""
    create(apps)
    Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))  # noqa: N806
    for name, codenames in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        found = Permission.objects.filter(content_type__app_label="proceedings", codename__in=codenames)
        group.permissions.add(*found)


def lift(apps=global_apps):
    """Remove the groups, and the permissions that nothing else has."""
    Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))  # noqa: N806
    Group.objects.filter(name__in=ROLES).delete()
    ours = allowed([SUBMIT, REVIEW, PUBLISH, WITHDRAW], PUBLISHABLE)
    Permission.objects.filter(content_type__app_label="proceedings", codename__in=ours).delete()


def create(apps):
    """The permissions, which Django makes only after all migrations."""
    config = apps.get_app_config("proceedings")
    # A migration's apps have no modules, and what has none is passed over.
    config.models_module = getattr(config, "models_module", True)
    create_permissions(config, apps=apps, verbosity=0)
