"""The recording of a statement beside its words.

The page of the statement itself loads nothing from other sites. It links to this page, and names the site that this
page contacts.
"""

from csp.decorators import csp_update
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.citing.recordings import paragraph_times, player_of
from proceedings.models import Statement

from .statements import missing

DIRECTIVES = {"youtube": "frame-src", "vimeo": "frame-src", "video": "media-src", "audio": "media-src"}


@require_safe
def recording(request, slug):
    """Play the recording of a statement from its start; its paragraphs are marked while they are spoken."""
    statement = Statement.objects.public().with_context().filter(slug=slug).first()
    if statement is None:
        return missing(request, slug)
    player = player_of(statement.recording_url, statement.recording_start, statement.recording_end)
    if player is None:
        raise Http404(_("There is no recording of this statement that can be shown here."))
    context = {"statement": statement, "player": player, "times": paragraph_times(statement)}
    # Only this page may contact the site of its recording, and no other site.
    view = csp_update({DIRECTIVES[player.kind]: [player.origin]})(render)
    return view(request, "statements/recording.html", context)
