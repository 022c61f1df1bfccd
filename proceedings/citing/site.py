from django.conf import settings


def site_of(request) -> str:
    """The beginning of every address that leaves the site, such as https://example.org."""
    return f"{request.scheme}://{request.get_host()}"


def contact_of(request) -> str:
    """The address for letters to those who keep the record."""
    host = request.get_host().partition(":")[0]
    return settings.CONTACT_EMAIL or f"webmaster@{host}"
