from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from proceedings.models.search.index import broken_indexes, drifted, rebuild, searched_models


class Command(BaseCommand):
    help = _("Compute anew what search knows of every text, and make its index again.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help=_("Change nothing; fail if something is not as it should be.")
        )

    def handle(self, *, check, verbosity, **options):
        # tqdm's None is: only on a terminal.
        steps = partial(stepped, None if verbosity else True)
        if not check:
            changed = rebuild(steps)
            message = ngettext(
                "The index is made; %d row had other words.", "The index is made; %d rows had other words.", changed
            )
            self.stdout.write(message % changed)
            return
        drift = sum(len(differing) for model in searched_models() for differing in steps(model, drifted(model)))
        broken = broken_indexes()
        if drift:
            message = ngettext("%d row has words of before a change.", "%d rows have words of before a change.", drift)
            self.stdout.write(message % drift)
        for table in broken:
            self.stdout.write(_("The index of %s does not agree with its rows.") % table)
        if drift or broken:
            raise CommandError(_("Search is out of step: manage.py rebuild_search mends it."))
        self.stdout.write(_("Search is in step with every row."))


def stepped(disable, model, steps):
    """What steps over a model's rows find, with a bar."""
    with tqdm(
        desc=str(model._meta.verbose_name), total=model._base_manager.count(), disable=disable, leave=False
    ) as bar:
        for count, found in steps:
            yield found
            bar.update(count)
