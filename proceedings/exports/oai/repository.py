"""What harvesters may ask, as the package `oaipmh` puts it: a method for each verb; times in UTC without a zone."""

import re
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from oaipmh import common, error

from proceedings.models import Statement, Status
from proceedings.responses import contact_email, site_url

from . import dublin_core, sets, tokens

BATCH = 100
# When nothing has happened yet.
NEVER = datetime(1970, 1, 1)  # noqa: DTZ001 - as the package has it
SLUG = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)
GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"


class Identify(common.Identify):
    def earliestDatestamp(self):
        """Asked of the record only where it is told; each answer has an Identify for the address in it."""
        first = Statement.objects.ever_public().order_by("modified_at").values_list("modified_at", flat=True).first()
        return naive(first) if first else NEVER


class Repository:
    # The package's words for the verbs.
    # ruff: noqa: N802, N803

    def __init__(self, request):
        self.site = site_url(request)
        self.host = request.get_host().partition(":")[0]
        self.contact = contact_email(request)

    @cached_property
    def described(self):
        return Identify(
            repositoryName=_("Proceedings"),
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
        return self.described

    def listMetadataFormats(self, identifier=None):
        if identifier is not None:
            self.statement(identifier)
        return [dublin_core.FORMAT]

    def listSets(self, resumptionToken=None):
        if resumptionToken is not None:
            raise tokens.refused(resumptionToken)
        return list(sets.every_set()), None

    def getRecord(self, metadataPrefix, identifier):
        statement = self.statement(identifier)
        check_format(metadataPrefix)
        return self.record(statement, sets.Membership([statement]))

    def listRecords(self, resumptionToken=None, **asked):
        statements, token = self.batch(resumptionToken, asked)
        membership = sets.Membership(statements)
        return [self.record(statement, membership) for statement in statements], token

    def listIdentifiers(self, resumptionToken=None, **asked):
        statements, token = self.batch(resumptionToken, asked)
        membership = sets.Membership(statements)
        return [self.header(statement, membership) for statement in statements], token

    def batch(self, token, asked):
        """Up to BATCH statements in the order of their changes, and the token for the next; "" ends a resumed list."""
        asked, last = tokens.read(token) if token is not None else (asked, None)
        try:
            check_format(asked["metadataPrefix"])
            keys = self.keys(asked, last)
        except (error.CannotDisseminateFormatError, error.NoRecordsMatchError) as wrong:
            if last is None:
                raise
            raise tokens.refused(token) from wrong
        rows = Statement.objects.ever_public().with_context().in_bulk([pk for _modified_at, pk in keys[:BATCH]])
        # One that ceased to be public in between is not told.
        statements = [rows[pk] for _modified_at, pk in keys[:BATCH] if pk in rows]
        if len(keys) > BATCH:
            return statements, tokens.written(asked, *keys[BATCH - 1])
        return statements, None if last is None else ""

    def keys(self, asked, last):
        """(time of change, primary key) of a batch and one more; texts are too wide to be sorted with."""
        statements = Statement.objects.ever_public()
        if "set" in asked:
            statements = sets.within(statements, asked["set"])
        if "from_" in asked:
            statements = statements.filter(modified_at__gte=asked["from_"].replace(tzinfo=UTC))
        if "until" in asked:
            statements = statements.filter(modified_at__lte=asked["until"].replace(tzinfo=UTC))
        if last:
            statements = statements.changed_after(*last)
        return list(statements.order_by("modified_at", "pk").values_list("modified_at", "pk")[: BATCH + 1])

    def statement(self, identifier):
        scheme, _colon, rest = identifier.partition(":")
        host, _colon, slug = rest.rpartition(":")
        found = None
        if (scheme, host) == ("oai", self.host) and SLUG.fullmatch(slug):
            found = Statement.objects.ever_public().with_context().filter(slug=slug).first()
        if found is None:
            raise error.IdDoesNotExistError(f"There is no record {identifier}.")
        return found

    def record(self, statement, membership):
        """(header, what is written as metadata, None); a deleted record has none."""
        return self.header(statement, membership), (statement, self.site), None

    def header(self, statement, membership):
        gone = Status.WITHDRAWN in {statement.status, statement.conference.status}
        identifier = f"oai:{self.host}:{statement.slug}"
        return common.Header(None, identifier, naive(statement.modified_at), membership.of(statement), gone)


def check_format(prefix):
    if prefix != dublin_core.PREFIX:
        raise error.CannotDisseminateFormatError(f"There is no format {prefix}; there is {dublin_core.PREFIX}.")


def naive(time):
    return time.astimezone(UTC).replace(tzinfo=None)
