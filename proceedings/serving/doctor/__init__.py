"""Checks of a deployment, each a sentence with a remedy."""

from .finding import Finding, Level, advice, mend, ok

__all__ = ["Finding", "Level", "advice", "findings", "mend", "ok", "register"]

# Checks of other packages: functions that return a finding.
registered = []


def register(check):
    """Decorator. Add a check of a package that must not be imported here."""
    registered.append(check)
    return check


def findings(*, thorough=False):
    """Yield the findings one after another. Nothing is changed, except for one entry in the cache and its removal."""
    # Every process imports this module to register its checks, but only the doctor makes them.
    from . import configuration, database, folders, operation

    yield from configuration.findings()
    yield from folders.findings()
    for check in registered:
        yield check()
    is_ready = True
    for finding in database.findings(thorough=thorough):
        is_ready = is_ready and finding.level is not Level.MEND
        yield finding
    if is_ready:
        yield from operation.findings()
