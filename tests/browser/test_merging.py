"""Two speakers are made one in a real browser, and a reader of the former address arrives."""

import pytest
from django.contrib.auth.models import User

from tests.factories import a_speaker, a_statement, an_appointment, another_name


@pytest.fixture
def signed_in(page, client):
    """The page of a superuser, whose session did not come by a form."""
    client.force_login(User.objects.create_superuser("editor"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.context._options["baseURL"]}]
    )
    return page
