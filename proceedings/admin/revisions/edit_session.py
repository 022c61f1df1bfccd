"""An editing session of a form: the versions of its rows, and the conflict that saving it may cause.

A form carries the versions of its row and of each row of its inlines. When it is sent, the rows are locked and their
versions compared. The fields that only another editor changed get their stored values; the fields that both changed
stay as this editor wrote them, and are shown together with the stored ones. The form is then shown again, with the
current versions.
"""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .conflicts import Conflict
from .display import author_of, format_datetime, own_label
from .forms import VERSIONS
from .post_data import renumber_rows
from .row_versions import current_versions, dump_versions, parse_versions, shown_rows
from .three_way import Comparison


class EditSession:
    """One request to a form: `request.edit_session` in a ModelAdmin, `edit_session` of its form classes.

    `versions` are those of the stored rows (see row_versions); they are empty where a row is added. `kept` is the
    KeptForm that is shown again instead of the stored row, or None.
    """

    kept = None

    def __init__(self, model_admin, request, pk=None):
        self.model_admin, self.request, self.pk = model_admin, request, pk
        self.versions = {}
        self.conflict = None

    def reasons_to_wait(self):
        """Return the messages of what the editor has to look at before the form can be saved."""
        return [source.message for source in (self.kept, self.conflict) if source]

    def versions_text(self):
        return dump_versions(self.versions)

    def rows(self):
        """Yield (prefix, model, condition) for the rows that the form shows or has sent; long inlines are left out."""
        is_post = self.request.method == "POST"
        for prefix, model, condition in shown_rows(self.model_admin, self.pk):
            if not prefix or (
                f"{prefix}-TOTAL_FORMS" in self.request.POST
                if is_post
                else self.model_admin.fits_in_form(model, condition)
            ):
                yield prefix, model, condition

    def load_versions(self):
        self.versions = {prefix: current_versions(model, condition) for prefix, model, condition in self.rows()}

    # The row was changed

    def check_versions(self):
        """Lock the rows; if they are not those that the form shows, set `conflict` and rewrite the POST data."""
        rows = list(self.rows())
        if connection.features.has_select_for_update:
            for _prefix, model, condition in rows:
                list(model._base_manager.filter(**condition).order_by("pk").select_for_update().values_list("pk"))
        self.load_versions()
        opened = parse_versions(self.request.POST.get(VERSIONS, ""))
        if all(opened.get(prefix, {}) == versions for prefix, versions in self.versions.items()):
            return
        comparison = Comparison(self.model_admin, self.request, self.pk, opened=opened, stored=self.versions)
        for prefix, model, _condition in rows:
            comparison.compare(prefix, model)
        comparison.data[VERSIONS] = self.versions_text()
        self.request.POST = comparison.data
        self.conflict = comparison.result()

    # The row was deleted

    def is_deleted(self):
        return not self.model_admin.model._base_manager.filter(pk=self.pk).exists()

    def deletion(self):
        """{name, user, time} of the last version of a deleted row; None if the row has no history."""
        last = self.model_admin.model.history.filter(id=self.pk).select_related("history_user")
        version = last.order_by("-history_id").first()
        return version and {
            "name": own_label(version),
            "user": author_of(version),
            "time": format_datetime(version.history_date),
        }

    def turn_into_new_row(self, deletion):
        """Rewrite the POST data into that of a form that adds the row, and set `conflict`."""
        message = _(
            "“%(name)s” was deleted by %(user)s on %(time)s, after you opened this form. Your text is below and is not "
            "saved yet. Save it to add it again, or restore the deleted row from the list “Deleted” first."
        )
        sentence = message % deletion
        self.conflict = Conflict(sentence, rows=[sentence])
        data = self.request.POST.copy()
        data[VERSIONS] = ""
        for prefix, _model, _condition in self.rows():
            if prefix:
                renumber_rows(data, prefix, existing=set())
        self.request.POST = data
