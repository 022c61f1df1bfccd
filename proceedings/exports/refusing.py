"""What a tool is told of a question that makes no sense."""

from proceedings.responses import plain_text


def refused(filterset):
    """What was not understood, a line for each."""
    errors = [f"{name}: {error}" for name, errors in filterset.form.errors.items() for error in errors]
    return plain_text("\n".join(errors), status=400)
