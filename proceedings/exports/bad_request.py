"""Plain-text responses to invalid filters."""

from proceedings.responses import plain_text


def bad_request(filterset):
    """Return a response with status 400 and a line for each error of a filterset."""
    errors = [f"{name}: {error}" for name, errors in filterset.errors_for_programs().items() for error in errors]
    return plain_text("\n".join(errors), status=400)
