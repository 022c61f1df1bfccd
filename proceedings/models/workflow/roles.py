"""The groups Editor, Reviewer and Publisher, each with no more permissions than its work needs.

A user can be in several. A migration creates them; a later migration that adds to the table calls `create_groups()`
again. Administrators may change them afterwards.
"""

from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from .statuses import PUBLISH, REVIEW, SUBMIT, WITHDRAW

PUBLISHABLE = ["conference", "statement"]
# Models that belong to one of these and are published with it.
PARTS = ["cospeaker", "organiser", "session", "translation"]
# Names and identifiers: once readers have seen them, only publishers delete them.
NAMES = ["organisationidentifier", "organisationname", "othername", "speakeridentifier"]
FACTS = ["appointment", "organisation", "speaker", "theme", *NAMES]
# Facts with a page of their own, whose address publishers may change.
ADDRESSED = ["organisation", "speaker", "theme"]
NOUNS = [*PUBLISHABLE, *PARTS, *FACTS, "correction", "formeraddress", "siteprofile"]


def allowed(verbs, nouns):
    return {f"{verb}_{noun}" for verb in verbs for noun in nouns}


ROLES = {
    # Deleting a conference deletes its statements, so editors may not do it.
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
    | allowed(["delete"], NAMES)
    | allowed([PUBLISH, WITHDRAW], PUBLISHABLE)
    | allowed(["add", "change"], ["siteprofile"])
    # Readers see when published statements change their speaker or their address.
    | {"merge_speaker", "add_formeraddress"},
}


def create_groups(apps=global_apps):
    """Create the missing groups, and add the permissions of the table that they lack."""
    create_model_permissions(apps)
    Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))  # noqa: N806
    for name, codenames in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        permissions = Permission.objects.filter(content_type__app_label="proceedings", codename__in=codenames)
        group.permissions.add(*permissions)


def delete_groups(apps=global_apps):
    """Delete the groups and the permissions of the workflow."""
    Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))  # noqa: N806
    Group.objects.filter(name__in=ROLES).delete()
    ours = allowed([SUBMIT, REVIEW, PUBLISH, WITHDRAW], PUBLISHABLE)
    Permission.objects.filter(content_type__app_label="proceedings", codename__in=ours).delete()


def create_model_permissions(apps):
    """Create the permissions of the models, which Django creates only after all migrations."""
    config = apps.get_app_config("proceedings")
    # In a migration, app configs have no models module, and create_permissions skips apps without one.
    config.models_module = getattr(config, "models_module", True)
    create_permissions(config, apps=apps, verbosity=0)
