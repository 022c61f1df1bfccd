"""Uploading a sheet: its form, its confirmation, and the user who uploads it."""

from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proceedings.admin.uploads.sheets import SHOWN

ADDRESS = "/admin/proceedings/statement/import/"
STATEMENTS = reverse("admin:proceedings_statement_changelist")
# The permissions to view what the preview of a sheet shows.
VIEWS = [f"view_{name}" for name in SHOWN]


def send(client, data, name="Forum.xlsx", **fields):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data), **fields}, follow=True)


def confirm(client, page):
    address = f"{page.request['PATH_INFO']}confirm/"
    return client.post(address, {"seen": page.context["outcome"].fingerprint}, follow=True)


def an_editor(client, *names):
    """Sign a user in who has only these permissions."""
    user = User.objects.create_user("editor", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user
