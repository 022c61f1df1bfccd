import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proceedings.settings")
application = get_wsgi_application()
# What is loaded by now stays: no collection need look at it again, and workers go on sharing it.
gc.freeze()
