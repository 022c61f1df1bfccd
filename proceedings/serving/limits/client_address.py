"""The address of a client, for limits and the audit log."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

# The part of an IPv6 address that a provider gives to one customer.
CUSTOMER = 64


def client_address(request) -> str | None:
    """Return the address of the client: with TLS, the one that the trusted proxy gives. None if there is none."""
    try:
        return get_adapter().get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        return None


def client_network(request) -> str | None:
    """Return the client address for counting: of IPv6, the network in which a customer can change the address."""
    address = client_address(request)
    if address and isinstance(ip_address(address), IPv6Address):
        return str(ip_network(f"{address}/{CUSTOMER}", strict=False))
    return address
