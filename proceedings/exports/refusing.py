"""What a tool is told of a question that makes no sense."""

from django.http import HttpResponseBadRequest


def refused(filterset):
    """What was not understood, a line for each."""
    errors = [f"{name}: {error}" for name, errors in filterset.form.errors.items() for error in errors]
    return HttpResponseBadRequest("\n".join(errors), content_type="text/plain; charset=utf-8")
