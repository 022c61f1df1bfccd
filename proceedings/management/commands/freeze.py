from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from proceedings.archive import Crawler, FailedError, ForeignFolderError
from proceedings.serving.static import files as static_files


class Command(BaseCommand):
    help = _("Write the public site to a folder as static files for any web server.")

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="OUT", help=_("A new folder, or an archive to update."))
        parser.add_argument(
            "--base-url", help=_("The address of the site for its metadata, such as https://example.org.")
        )

    def handle(self, *, folder, base_url, verbosity, **options):
        base = check_base(base_url or default_base())
        static_files.collect()
        try:
            crawler = Crawler(folder, base)
            # None shows the bar on a terminal only.
            with tqdm(desc=_("files"), disable=None if verbosity else True, leave=False) as bar:
                for total in crawler.steps():
                    bar.total = total
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
        for page, address, status in crawler.broken_links:
            params = {"page": page, "address": address, "status": status}
            self.stderr.write(_("%(page)s links to %(address)s, which returned status %(status)d.") % params)
        if crawler.broken_links:
            raise CommandError(_("The archive was written, but these links in it are broken."))


def check_base(url):
    """The scheme and host of the site. Raises CommandError if it is not an address that the site can have."""
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise CommandError(_("--base-url must be a scheme and a host only, such as https://example.org."))
    if settings.TLS and parts.scheme == "http":
        raise CommandError(_("TLS is on. Start --base-url with https, or set TLS=off."))
    return f"{parts.scheme}://{parts.netloc}"


def default_base():
    """The address with the first host in ALLOWED_HOSTS."""
    for host in settings.ALLOWED_HOSTS:
        if not host.startswith(("*", ".")):
            return f"{'https' if settings.TLS else 'http'}://{host}"
    raise CommandError(_("Give the address of the site with --base-url, such as https://example.org."))
