"""The page of speakers who may be the same person, pair by pair."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.forms.keys import KEY
from proceedings.editorial.duplicates import Reason, pairs
from proceedings.editorial.not_duplicates import NotDuplicate
from proceedings.models import Speaker, Statement

from .merge import merge_url

STATEMENTS = CountOf(Statement, "speaker", "speaker", further=["co_speakers__speaker"])
PER_PAGE = 50
REASON_LABELS = {
    Reason.IDENTIFIER: _("same identifier"),
    Reason.SAME_NAME: _("same name in Latin letters"),
    Reason.SAME_SOUND: _("names that sound the same"),
    Reason.ONE_LETTER: _("one letter differs"),
    Reason.LONGER: _("one name contains the other"),
    Reason.INITIALS: _("matching initials"),
    Reason.HOMOPHONES: _("different characters, read alike"),
}


class DuplicatesPage(AdminPage):
    """Compare the speakers of a pair, or mark them as two people."""

    route = "duplicates/"
    name = "duplicates"
    template_name = "admin/proceedings/speaker/duplicates.html"
    title = _("Possible duplicates")

    def has_permission(self):
        return self.model_admin.has_merge_permission(self.request)

    def get(self, request):
        page = Paginator(pairs(), PER_PAGE).get_page(request.GET.get("page"))
        return self.render(page_obj=page, proposals=proposals(page.object_list))

    def post(self, request):
        keys = [key for key in request.POST.getlist("speaker")[:2] if KEY.fullmatch(key)]
        speakers = list(Speaker.objects.filter(pk__in=keys))
        if len(speakers) == 2:  # noqa: PLR2004
            one, other = speakers
            NotDuplicate.objects.keep(one, other, by=request.user)
            message = _("%(one)s and %(other)s will not be suggested again.") % {"one": one, "other": other}
            self.model_admin.message_user(request, message, messages.SUCCESS)
        else:
            message = _("One of these speakers no longer exists. They may have been merged.")
            self.model_admin.message_user(request, message, messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())


def proposals(page_pairs):
    """Return the template's row for each pair, in a fixed number of queries."""
    keys = {key for pair in page_pairs for key in (pair.first, pair.second)}
    speakers = Speaker.objects.prefetch_related("other_names").in_bulk(keys)
    STATEMENTS.fill(speakers.values())
    return [
        {
            "reason": REASON_LABELS[pair.reason],
            "names": pair.names,
            "speakers": [speakers[pair.first], speakers[pair.second]],
            "statements": [STATEMENTS(speakers[pair.first]), STATEMENTS(speakers[pair.second])],
            "merge_url": merge_url(pair.first, pair.second),
        }
        for pair in page_pairs
        if pair.first in speakers and pair.second in speakers
    ]
