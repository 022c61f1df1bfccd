from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.editorial.first_versions import write_first_versions


class Command(BaseCommand):
    help = _("Write a first version of every row without a history. Run it after loaddata or SQL of your own.")

    def handle(self, **options):
        count = write_first_versions()
        message = ngettext("%d row got its first version.", "%d rows got their first version.", count)
        self.stdout.write(message % count)
