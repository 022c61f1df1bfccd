"""What readers have seen keeps its address, even after it was withdrawn."""

from proceedings.models import Statement


def once_public_statements():
    return Statement.objects.filter(published_at__isnull=False, session__conference__published_at__isnull=False)
