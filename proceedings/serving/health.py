"""Health checks for load balancers."""

from django.db import Error
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proceedings.models.reads.unapplied_migrations import unapplied_migrations

from .processes.last_run import last_run
from .replicas.monitor import monitor


@never_cache
@require_safe
def healthz(request):
    """The process is alive. The database is not checked: restarting this process would not repair it."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """The database answers and all migrations are applied, or else its replicas answer; otherwise 503 with the reason.

    Databases that are not used are named. A late scheduler is only mentioned, because pages do not need it, and other
    machines would report it too.
    """
    try:
        missing = len(unapplied_migrations())
        scheduled = [_("scheduler: %s") % last_run().sentence] if not missing else []
    except Error:
        # Stay in service if a replica is up to date, so that readers are served.
        if not monitor.up_to_date():
            return not_ready(_("The database cannot be reached."))
        missing, scheduled = 0, []
    if missing:
        return not_ready(_("Migrations not applied: %d.") % missing)
    lines = ["ok", *scheduled, *monitor.report()]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain")


def not_ready(reason):
    return HttpResponse(f"{reason}\n", content_type="text/plain", status=503)
