"""From a fresh clone to a running server: what `make run` does once its packages are installed."""

import errno
import os
import secrets
import socket

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from . import static_files
from .health import unapplied_migrations
from .server import serve

HOST = "127.0.0.1"
EDITOR = "editor"


def run(port, out):
    """Bring the database and the files up to date, then serve until a signal says stop."""
    refuse_a_taken(port)
    try:
        refuse_a_read_only(settings.VAR_DIR)
        connection.ensure_connection()
        prepare(port, out)
    except (DatabaseError, OSError) as error:
        raise CommandError(f"{remedy(error)} {' '.join(str(error).split())}") from error
    finally:
        connection.close()
    out.write(_("Proceedings is at %s and stops with Ctrl-C.") % address(port))
    out.flush()
    serve(HOST, port)


def refuse_a_taken(port):
    with socket.socket() as probe:
        # As the server will: a port whose last server has just stopped is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = _("Port %(port)d is in use.")
            else:
                message = _("Port %(port)d cannot be had (%(why)s).")
            told = {"port": port, "why": error.strerror}
            raise CommandError(f"{message % told} {take(max(port, 8000) + 1)}") from error
        except OverflowError as error:
            raise CommandError(f"{_('Port %d does not exist.') % port} {take(8001)}") from error


def take(port):
    return _("Take another: %s") % f"PORT={port} make run"


def address(port, path=""):
    return f"http://{HOST}:{port}/{path}"


def refuse_a_read_only(folder):
    folder.mkdir(exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise CommandError(_("%s must be writable: the record and the static files are kept there.") % folder)


def prepare(port, out):
    if unapplied_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    static_files.collect()
    # On the first run only: afterwards the record belongs to its editors, and `make load` is theirs to ask for.
    if not get_user_model().objects.exists():
        call_command("load_fixtures")
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser(EDITOR, password=password)
        told = {"address": address(port, "admin/"), "name": EDITOR, "password": password}
        out.write(_('Sign in at %(address)s as "%(name)s", password %(password)s (shown only now).') % told)


def remedy(error):
    if isinstance(error, OSError):
        return _("This folder must be writable:")
    return _("The database cannot be used; DATABASE_URL says where it is:")
