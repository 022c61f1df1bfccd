"""Prepare the database and the static files, then serve: `make run` after packages are installed."""

import errno
import os
import secrets
import socket
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from proceedings.models.reads.unapplied_migrations import unapplied_migrations
from proceedings.serving.databases import disconnect
from proceedings.serving.static import files as static_files

from .server import serve

EDITOR = "editor"


def run(host, port, out, *, prepared=False):
    """Bring the database and the static files up to date, then serve until a signal stops the server.

    With `prepared`, only serve: the site then starts even while its database is away, and answers when it is back.
    """
    check_port(host, port)
    with errors_of_one_line():
        check_writable(settings.VAR_DIR)
        if not prepared:
            update()
            load_first_record(host, port, out)
    out.write(_("Proceedings is running at %s. Press Ctrl-C to stop it.") % address(host, port))
    out.flush()
    serve(host, port)


def check_port(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server does, so that a port is free as soon as its last server has stopped.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise CommandError(_("%s is not an address of this machine.") % host) from error
            if error.errno == errno.EADDRINUSE:
                message = _("Port %(port)d is already in use.")
            else:
                message = _("Port %(port)d is not available (%(reason)s).")
            params = {"port": port, "reason": error.strerror}
            raise CommandError(f"{message % params} {other_port(max(port, 8000) + 1)}") from error
        except OverflowError as error:
            raise CommandError(f"{_('Port %d does not exist.') % port} {other_port(8001)}") from error


def other_port(port):
    return _("Try PORT=%d make run.") % port


def address(host, port, path=""):
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/{path}"


def check_writable(folder):
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise CommandError(_("%s must be writable. The database and the static files are stored there.") % folder)


@contextmanager
def errors_of_one_line():
    """Raise CommandError with a remedy if the database or a folder is not available. Close all connections."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        raise CommandError(f"{remedy(error)} {' '.join(str(error).split())}") from error
    finally:
        disconnect()


def update():
    """Bring the database and the static files up to date."""
    check_writable(settings.VAR_DIR)
    connection.ensure_connection()
    if unapplied_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    static_files.collect()


def load_first_record(host, port, out):
    # On the first run only. Afterwards the record belongs to its editors, who can run `make load`.
    if not get_user_model().objects.exists():
        call_command("load_fixtures")
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser(EDITOR, password=password)
        params = {"address": address(host, port, "admin/"), "name": EDITOR, "password": password}
        out.write(_('Sign in at %(address)s as "%(name)s", password %(password)s (shown only once).') % params)


def remedy(error):
    if isinstance(error, OSError):
        return _("This folder must be writable:")
    return _("The database is not available. Check DATABASE_URL:")
