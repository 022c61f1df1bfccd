"""The repository as the package `oaipmh` calls it: a method for each verb, naive times in UTC."""

import re
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.functional import cached_property
from oaipmh import common, error

from proceedings.batches import rows_of
from proceedings.models import FormerAddress, Statement, Status
from proceedings.models.reads.present_profile import latest_change, site_profile
from proceedings.responses import contact_email, site_url
from proceedings.text import xml_text

from . import dublin_core, resumption_tokens, sets

BATCH = 100
WINDOW = ("from_", "until")
# The earliest datestamp of a record without statements.
NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - naive, as the package requires
SLUG = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)
GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"


class Identify(common.Identify):
    def earliestDatestamp(self):
        """Query the date here, because every response creates an Identify, but few use this date."""
        first = Statement.objects.ever_public().order_by("modified_at").values_list("modified_at", flat=True).first()
        return naive(first) if first else NEVER


class Repository:
    # The names of the methods are those that the package calls.
    # ruff: noqa: N802, N803

    def __init__(self, request):
        self.site = site_url(request)
        self.host = request.get_host().partition(":")[0]
        self.contact = site_profile().email or contact_email(request)

    @cached_property
    def description(self):
        return Identify(
            repositoryName=xml_text(str(site_profile())),
            baseURL=self.site + reverse("oai"),
            protocolVersion="2.0",
            adminEmails=[self.contact],
            earliestDatestamp=None,
            deletedRecord="persistent",
            granularity=GRANULARITY,
            compression=["identity"],
            toolkit_description=False,
        )

    def identify(self):
        return self.description

    def listMetadataFormats(self, identifier=None):
        if identifier is not None:
            self.statement(identifier)
        return [dublin_core.FORMAT]

    def listSets(self, resumptionToken=None):
        if resumptionToken is not None:
            raise resumption_tokens.bad_token(resumptionToken)
        return list(sets.all_sets()), None

    def getRecord(self, metadataPrefix, identifier):
        statement = self.statement(identifier)
        check_format(metadataPrefix)
        return self.record(statement, sets.Membership([statement]))

    def listRecords(self, resumptionToken=None, **arguments):
        statements, token = self.batch(resumptionToken, arguments)
        membership = sets.Membership(statements)
        return [self.record(statement, membership) for statement in statements], token

    def listIdentifiers(self, resumptionToken=None, **arguments):
        statements, token = self.batch(resumptionToken, arguments)
        membership = sets.Membership(statements)
        return [self.header(statement, membership) for statement in statements], token

    def batch(self, token, arguments):
        """Return up to BATCH statements in the order of their changes, and the next token; "" ends a resumed list."""
        arguments, last = resumption_tokens.decode(token) if token is not None else (arguments, None)
        try:
            check_format(arguments["metadataPrefix"])
            keys = self.keys(arguments, last and (last[0], key_of(last[1])))
        except (error.CannotDisseminateFormatError, error.NoRecordsMatchError, Statement.DoesNotExist) as exception:
            if last is None:
                raise
            raise resumption_tokens.bad_token(token) from exception
        rows = Statement.objects.ever_public().with_context().order_by()
        statements = rows_of([pk for _modified_at, pk, _slug in keys[:BATCH]], rows.in_bulk)
        if len(keys) > BATCH:
            modified_at, _pk, slug = keys[BATCH - 1]
            return statements, resumption_tokens.encode(arguments, modified_at, slug)
        return statements, None if last is None else ""

    def keys(self, arguments, last):
        """The (time of change, primary key, slug) of a batch and one more row; texts are too wide to sort."""
        statements = Statement.objects.ever_public()
        if "set" in arguments:
            statements = sets.in_set(statements, arguments["set"])
        # A change of the site profile changes every record, because records name its publisher and rights.
        first, last_moment = (arguments[name].replace(tzinfo=UTC) if name in arguments else None for name in WINDOW)
        changed = site_profile().last_change
        if changed and last_moment and last_moment < changed:
            return []
        if first and not (changed and first <= changed):
            statements = statements.filter(modified_at__gte=first)
        if last_moment:
            statements = statements.filter(modified_at__lte=last_moment)
        if last:
            statements = statements.changed_after(*last)
        return list(statements.order_by("modified_at", "pk").values_list("modified_at", "pk", "slug")[: BATCH + 1])

    def statement(self, identifier):
        scheme, _colon, rest = identifier.partition(":")
        host, _colon, slug = rest.rpartition(":")
        statement = None
        if (scheme, host) == ("oai", self.host) and SLUG.fullmatch(slug):
            statement = Statement.objects.ever_public().with_context().filter(slug=slug).first()
        if statement is None:
            raise error.IdDoesNotExistError(f"There is no record {identifier}.")
        return statement

    def record(self, statement, membership):
        """Return (header, metadata, None) of a statement."""
        return self.header(statement, membership), (statement, self.site), None

    def header(self, statement, membership):
        deleted = Status.WITHDRAWN in {statement.status, statement.conference.status}
        identifier = f"oai:{self.host}:{statement.slug}"
        return common.Header(
            None, identifier, naive(latest_change(statement.modified_at)), membership.of(statement), deleted
        )


def key_of(slug):
    """Return the primary key of the statement with a slug that a token may name; its address can have changed since."""
    present = FormerAddress.objects.present("statement", [slug])
    return Statement.objects.ever_public().only("pk").get(slug=present.get(slug, slug)).pk


def check_format(prefix):
    if prefix != dublin_core.PREFIX:
        raise error.CannotDisseminateFormatError(f"There is no format {prefix}. Use {dublin_core.PREFIX}.")


def naive(time):
    return time.astimezone(UTC).replace(tzinfo=None)
