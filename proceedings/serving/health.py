"""Health checks for load balancers."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request):
    """The process is alive. The database is not checked: restarting this process would not repair it."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """The database answers and all migrations are applied; otherwise 503 with the reason."""
    try:
        missing = len(unapplied_migrations())
    except Error:
        return not_ready(_("The database cannot be reached."))
    if missing:
        return not_ready(_("Migrations not applied: %d.") % missing)
    return HttpResponse("ok\n", content_type="text/plain")


def not_ready(reason):
    return HttpResponse(f"{reason}\n", content_type="text/plain", status=503)


def unapplied_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
