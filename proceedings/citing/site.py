def site_of(request) -> str:
    """The beginning of every address that leaves the site, such as https://example.org."""
    return f"{request.scheme}://{request.get_host()}"
