import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from proceedings.serving.databases import WEB_LOCK_TIMEOUT, set_lock_timeout

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proceedings.settings")
django_application = get_wsgi_application()
set_lock_timeout(WEB_LOCK_TIMEOUT)

from proceedings.serving import lasting_connections  # noqa: E402, F401 - connects receivers; needs Django to be set up
from proceedings.serving.limits.deadlines import with_deadlines  # noqa: E402
from proceedings.serving.limits.precedence import with_precedence  # noqa: E402

application = with_deadlines(with_precedence(django_application))
# Load all views now, before workers are forked. Otherwise the first requests of each worker would wait for that.
reverse("healthz")
# Objects loaded so far are permanent. Workers keep sharing their memory, and collections skip them.
gc.freeze()
# A search makes ten thousand rows at once. With Python's threshold of 700, garbage collection took a sixth of its time.
gc.set_threshold(50_000, 10, 10)
