"""Users of the desk, by their permissions."""

from itertools import count

from django.contrib.auth.models import AnonymousUser, Group, User

from proceedings.models.workflow import roles

number = count(1)
GROUPS = ["Editor", "Reviewer", "Publisher"]
# Not signed in, staff without permissions, the three groups, and a superuser.
PEOPLE = ["anonymous", "staff", *GROUPS, "superuser"]


def an_account(*people, **fields):
    """A user who is all of these. If the database was flushed, the groups are created again."""
    if people == ("anonymous",):
        return AnonymousUser()
    fields = {"username": f"{'-'.join(people)}-{next(number)}", "is_staff": True} | fields
    user = User.objects.create_user(**fields, is_superuser="superuser" in people)
    groups = [name for name in people if name in GROUPS]
    if groups and not Group.objects.filter(name__in=GROUPS).exists():
        roles.create_groups()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def sign_in(client, user):
    if user.is_authenticated:
        client.force_login(user)
    return client
