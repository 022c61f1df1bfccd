"""An editor who works on a site in processes of its own."""

import time

SIGN_IN = """
import time
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
user = get_user_model().objects.get(username="editor")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session["signin.begun"] = session["signin.seen"] = time.time()
session.create()
print(session.session_key)
"""


def sign_in(house, site):
    """Return the cookie of a new session of the editor, without the form of signing in."""
    outcome = house("manage.py", "shell", "-v0", "-c", SIGN_IN, **site.environment)
    assert outcome.returncode == 0, outcome.stderr
    return f"sessionid={outcome.stdout.strip()}"


class Editor:
    """An editor who is signed in, and adds themes."""

    def __init__(self, site, cookie):
        self.site, self.cookie, self.saved = site, cookie, 0

    def get(self, path):
        return self.site.get(path, Cookie=self.cookie)

    def sign_in_again(self):
        """Send the form of signing in, without a session and with a wrong password."""
        return self.post("/accounts/login/", "login=editor&password=wrong")

    def save(self):
        name = f"kept-{time.monotonic_ns()}"
        answer = self.post("/admin/proceedings/theme/add/", f"name={name}&slug={name}", self.cookie)
        self.saved += answer.status == 302
        return answer

    def post(self, path, fields, *cookies):
        token = "t" * 32
        headers = {
            "Cookie": "; ".join([*cookies, f"csrftoken={token}"]),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.site.request("POST", path, f"csrfmiddlewaretoken={token}&{fields}", headers)
