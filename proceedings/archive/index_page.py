"""The index of the archive, in the place of the search page: everything by name."""

from django.template.loader import render_to_string

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

# With more titles the page would be too long for a browser. The lists and the table of statements have them all.
MOST_STATEMENTS = 20_000
# Rows held in memory.
CHUNK = 500


def index_page(request, base):
    statements = Statement.objects.public()
    return render_to_string(
        "archive/index.html",
        {
            "base": base,
            "conferences": Conference.objects.public().newest_first(),
            "speakers": Speaker.objects.public().prefetch_related("other_names"),
            "organisations": Organisation.objects.public().prefetch_related("other_names"),
            "themes": Theme.objects.public(),
            "statements": statements.newest_first().with_speakers().defer("text").iterator(CHUNK)
            if statements.count() <= MOST_STATEMENTS
            else None,
        },
        request=request,
    ).encode()
