import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proceedings.settings")
application = get_wsgi_application()
# Objects loaded so far are permanent. Workers keep sharing their memory, and collections skip them.
gc.freeze()
