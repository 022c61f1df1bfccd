"""People at the desk, by what they may do."""

from itertools import count

from django.contrib.auth.models import AnonymousUser, Group, User

from proceedings.models.workflow import roles

number = count(1)
GROUPS = ["Editor", "Reviewer", "Publisher"]
# Nobody, an account for the desk without rights, the three groups, and who may do everything.
PEOPLE = ["anonymous", "staff", *GROUPS, "superuser"]


def an_account(*people, **fields):
    """A user who is all of these; of a database that was flushed the groups are made anew."""
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
