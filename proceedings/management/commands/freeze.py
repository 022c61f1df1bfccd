from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http.request import validate_host
from django.utils.translation import gettext as _
from tqdm import tqdm

from proceedings.archive import Crawler, FailedError, ForeignFolderError
from proceedings.serving import static_files


class Command(BaseCommand):
    help = _("Write the whole public site into a folder as files that any web server can host.")

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="OUT", help=_("A new folder, or an archive to bring up to date."))
        parser.add_argument("--base-url", help=_("Where the site is, such as https://example.org: for its metadata."))

    def handle(self, *, folder, base_url, verbosity, **options):
        base = checked(base_url or default_base())
        static_files.collect()
        try:
            crawler = Crawler(folder, base)
            # tqdm's None is: only on a terminal.
            with tqdm(desc=_("files"), disable=None if verbosity else True, leave=False) as bar:
                for known in crawler.steps():
                    bar.total = known
                    bar.update()
        except (ForeignFolderError, FailedError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("The archive cannot be written: %s") % error) from error
        if verbosity:
            self.stdout.write(
                _("%(written)d written, %(changed)d changed, %(unchanged)d unchanged, %(removed)d removed")
                % crawler.counts
            )
        for page, address, status in crawler.dead:
            told = {"page": page, "address": address, "status": status}
            self.stderr.write(_("%(page)s leads to %(address)s, which answers with status %(status)d.") % told)
        if crawler.dead:
            raise CommandError(_("The archive is written, but these links in it lead nowhere."))


def checked(url):
    """The beginning of the site's addresses; it must be one that the site answers to."""
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise CommandError(_("--base-url is a scheme and a host alone, such as https://example.org."))
    if not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        raise CommandError(_("The site does not answer to %s: add it to ALLOWED_HOSTS.") % parts.hostname)
    if settings.TLS and parts.scheme == "http":
        raise CommandError(_("The site answers over TLS: begin --base-url with https, or set TLS=off."))
    return f"{parts.scheme}://{parts.netloc}"


def default_base():
    """The first host that the site answers to."""
    for host in settings.ALLOWED_HOSTS:
        if not host.startswith(("*", ".")):
            return f"{'https' if settings.TLS else 'http'}://{host}"
    raise CommandError(_("Where is the site? Say it with --base-url, such as https://example.org."))
