from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from proceedings.models.search.index import broken_indexes, drifted, indexed_models, rebuild


class Command(BaseCommand):
    help = _("Compute the search terms of every text and rebuild the index.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help=_("Change nothing, and fail if the index is out of date.")
        )

    def handle(self, *, check, verbosity, **options):
        # None shows the bar on a terminal only.
        progress = partial(with_progress, None if verbosity else True)
        if not check:
            changed = rebuild(progress)
            message = ngettext(
                "The index was rebuilt. The terms of %d row changed.",
                "The index was rebuilt. The terms of %d rows changed.",
                changed,
            )
            self.stdout.write(message % changed)
            return
        drift = sum(len(differing) for model in indexed_models() for differing in progress(model, drifted(model)))
        broken = broken_indexes(thorough=True)
        if drift:
            message = ngettext("%d row has outdated terms.", "%d rows have outdated terms.", drift)
            self.stdout.write(message % drift)
        for table in broken:
            self.stdout.write(_("The index of %s does not match its rows.") % table)
        if drift or broken:
            raise CommandError(_("Search is out of date. Run manage.py rebuild_search."))
        self.stdout.write(_("Search is up to date."))


def with_progress(disable, model, steps):
    """Yield the results of steps over a model's rows, with a progress bar."""
    with tqdm(
        desc=str(model._meta.verbose_name), total=model._base_manager.count(), disable=disable, leave=False
    ) as bar:
        for count, results in steps:
            yield results
            bar.update(count)
