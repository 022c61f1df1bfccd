"""Speakers who may be one person, pair by pair, for an editor to compare or to tell apart."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.forms.widgets import KEY
from proceedings.editorial.duplicates import Reason, pairs
from proceedings.editorial.not_duplicates import NotDuplicate
from proceedings.models import Speaker, Statement

from .merge import merge_page

STATEMENTS = CountOf(Statement, "speaker", "speaker")
PER_PAGE = 50
WHY = {
    Reason.IDENTIFIER: _("the same identifier"),
    Reason.SAME_NAME: _("the same name, spelled out"),
    Reason.SAME_SOUND: _("a name that sounds the same"),
    Reason.ONE_LETTER: _("one letter differs"),
    Reason.LONGER: _("one name has all of the other"),
    Reason.INITIALS: _("initials that fit"),
    Reason.HOMOPHONES: _("other characters, read alike"),
}


class Duplicates:
    """Adds the page to the admin of speakers."""

    change_list_template = "admin/proceedings/speaker/change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.duplicates)
        return [path("duplicates/", view, name="proceedings_speaker_duplicates"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        more = {"may_merge": self.has_merge_permission(request)}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def duplicates(self, request):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self.tell_apart(request)
            return HttpResponseRedirect(request.get_full_path())
        page = Paginator(pairs(), PER_PAGE).get_page(request.GET.get("page"))
        context = {
            "title": _("Possible duplicates"),
            "opts": self.opts,
            "media": self.media,
            "page_obj": page,
            "proposals": proposals(page.object_list),
        }
        template = "admin/proceedings/speaker/duplicates.html"
        return TemplateResponse(request, template, self.admin_site.each_context(request) | context)

    def tell_apart(self, request):
        keys = [key for key in request.POST.getlist("speaker")[:2] if KEY.fullmatch(key)]
        found = list(Speaker.objects.filter(pk__in=keys))
        if len(found) != 2:  # noqa: PLR2004
            message = _("One of the two is no longer on record: perhaps they were merged.")
            self.message_user(request, message, messages.WARNING)
            return
        NotDuplicate.objects.keep(*found, by=request.user)
        told = {"one": found[0], "other": found[1]}
        message = _("%(one)s and %(other)s are not proposed again.") % told
        self.message_user(request, message, messages.SUCCESS)


def proposals(shown):
    """What the page shows of each pair; a fixed number of queries."""
    keys = {key for pair in shown for key in (pair.first, pair.second)}
    rows = Speaker.objects.prefetch_related("other_names").in_bulk(keys)
    STATEMENTS.fill(rows.values())
    return [
        {
            "reason": WHY[pair.reason],
            "names": pair.names,
            "speakers": [rows[pair.first], rows[pair.second]],
            "statements": [STATEMENTS(rows[pair.first]), STATEMENTS(rows[pair.second])],
            "merge": merge_page(pair.first, pair.second),
        }
        for pair in shown
        if pair.first in rows and pair.second in rows
    ]
