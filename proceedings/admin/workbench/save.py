"""What the workbench sends, written all or nothing."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.forms.capacity import report_capacity
from proceedings.admin.forms.widgets import KEY
from proceedings.models import Speaker, Statement
from proceedings.models.history import record

from .forms import AddForm, AssignForm
from .order import Order, Wanted, rearrange, stepped, wanted_of
from .pages import cut, page_with

STEPS = {"up": -1, "down": 1}


class Saving:
    """Of a page of the workbench: `request`, `conference`, `statements` (their admin), two forms, `problems`."""

    def save(self):
        """Write what was sent, all or nothing; None when the page has to be shown again."""
        post = self.request.POST
        order = Order.of(self.conference)
        self.wish = order.sessions
        try:
            wish = self.wanted_order(order)
        except signing.BadSignature:
            messages.error(self.request, _("Nothing was saved: this page is shown anew."))
            return HttpResponseRedirect(self.request.get_full_path())
        chosen = self.chosen() if "assign" in post else []
        new = self.new_statement()
        wish = self.moved(wish, chosen)
        self.problems += [*self.objections(order, wish)]
        if self.problems or self.add_form.errors or self.assign_form.errors:
            self.wish = wish
            return None
        return self.written(order, wish, chosen, new)

    def wanted_order(self, order):
        """The sessions as they shall be. One that somebody changed meanwhile is not changed again unseen."""
        post = self.request.POST
        if "shown" not in post:
            return order.sessions
        shown = Order.as_shown(post["shown"])
        wish = self.applied(shown)
        wish = {session: keys for session, keys in wish.items() if keys != shown.sessions[session]}
        if all(shown.same(order, session) for session in {*wish, *(self.closed() & shown.sessions.keys())}):
            return order.sessions | wish
        self.problems.append(
            _(
                "While this page was open, somebody else changed the order. Nothing was saved. Below is what you want, "
                "put into the order as it is now: look at it and save it again, or open the page anew to leave it."
            )
        )
        wanted = {key: Wanted(session, None) for session, keys in wish.items() for key in keys}
        return order.arranged(wanted, as_listed=True)

    def applied(self, order):
        post = self.request.POST
        wish = order.arranged(wanted_of(post), as_listed="listed" in post)
        for name, step in STEPS.items():
            if KEY.fullmatch(post.get(name, "")):
                wish = stepped(wish, int(post[name]), step)
        return wish

    def closed(self):
        """The sessions that shall be numbered without gaps."""
        return {int(key) for key in self.request.POST.getlist("close") if KEY.fullmatch(key)}

    def chosen(self):
        self.assign_form = self.form(AssignForm, self.request.POST)
        keys = [key for key in self.request.POST.getlist("chosen") if KEY.fullmatch(key)]
        rows = Statement.objects.at(self.conference).filter(pk__in=keys).in_order()
        found = list(
            rows.select_related("speaker", "appointment", "session__conference")
            .prefetch_related("speaker__appointments")
            .defer("text")
        )
        if not found:
            self.problems.append(_("Check the statements first that shall get it."))
        elif self.assign_form.is_valid():
            refused = [row for row in found if self.is_fixed(row)]
            self.problems += [_("“%s” is not yours to change.") % row.title for row in refused]
            self.problems += self.assign_form.objections(found)
            self.assign_form.is_told(found)
        return found

    def new_statement(self):
        form = self.form(AddForm, self.request.POST, may_add_speaker=self.may("add", Speaker))
        if not self.may_add or not ("add" in self.request.POST or form.is_filled):
            return None
        self.add_form = form
        return form if form.is_valid() else None

    def moved(self, wish, chosen):
        """With the checked ones at the end of the session that was chosen for them."""
        session = self.assign_form.is_bound and self.assign_form.is_valid() and self.assign_form.cleaned_data["session"]
        if not session:
            return wish
        keys = [row.pk for row in chosen]
        left = {there: [key for key in wish[there] if key not in keys] for there in wish}
        return left | {session.pk: [*left[session.pk], *keys]}

    def objections(self, order, wish):
        """What may not be changed by this user keeps its session, and its order among its like."""
        moving = [
            key for session in wish for key in order.sessions[session] if wish[session] != order.sessions[session]
        ]
        rows = Statement.objects.filter(pk__in=moving).defer("text") if moving else []
        fixed = {row.pk for row in rows if self.is_fixed(row)}
        for session, keys in order.sessions.items():
            if [key for key in keys if key in fixed] != [key for key in wish[session] if key in fixed]:
                yield _("What is not yours to change keeps its place.")
                return

    def is_fixed(self, row):
        return not self.statements.has_change_permission(self.request, row)

    def written(self, order, wish, chosen, new):
        moved = rearrange(order, wish, self.closed())
        changed = self.assign_form.assign(chosen) if chosen else set()
        self.record({*moved} - changed, _("Moved on the workbench."))
        self.record(changed, _("Filled in on the workbench."))
        self.tell(moved, changed)
        return HttpResponseRedirect(self.after(wish, self.add(new) if new else None))

    def record(self, keys, why):
        if keys:
            record(Statement.objects.filter(pk__in=keys), by=self.request.user, why=why)

    def tell(self, moved, changed):
        """To the editor and to the conference's history."""
        told = []
        if moved:
            told.append(ngettext("Moved %(n)d statement.", "Moved %(n)d statements.", len(moved)) % {"n": len(moved)})
        if changed:
            told.append(
                ngettext("Filled in %(n)d statement.", "Filled in %(n)d statements.", len(changed))
                % {"n": len(changed)}
            )
        for sentence in told:
            messages.success(self.request, sentence)
        if told:
            LogEntry.objects.log_actions(
                self.request.user.pk, [self.conference], CHANGE, change_message=" ".join(told), single_object=True
            )
        elif "add" not in self.request.POST and not self.add_form.is_bound:
            messages.info(self.request, _("Everything is as it was."))

    def add(self, form):
        """The new statement at its place."""
        statement = form.save()
        self.statements.log_addition(self.request, statement, [{"added": {}}])
        if form.cleaned_data["place"]:
            self.put(statement, form.cleaned_data["place"])
        messages.success(self.request, format_html(now("Added “{}” as a draft."), statement))
        report_capacity(self.statements, self.request, statement)
        return statement

    def put(self, statement, place):
        """Before the one that has this place or the next one behind it."""
        order = Order.of(self.conference)
        keys = [key for key in order.sessions[statement.session_id] if key != statement.pk]
        index = next((index for index, key in enumerate(keys) if order.position[key] >= place), len(keys))
        moved = rearrange(order, {statement.session_id: [*keys[:index], statement.pk, *keys[index:]]})
        self.record(moved, _("Moved on the workbench."))
        statement.position = index + 1

    def after(self, wish, added):
        """The page to go on with: behind what was added, else where the editor was."""
        if added is None:
            return self.request.get_full_path()
        question = {"page": page_with(cut(wish), added.session_id), "session": added.session_id, "kind": added.kind}
        if self.add_form.cleaned_data["place"]:
            question["place"] = added.position + 1
        return f"{self.request.path}?{urlencode(question)}#add"
