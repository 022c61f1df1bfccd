from .wsgi import application as wsgi_application

# isort: split
# These need Django to be set up.
from django.conf import settings

from proceedings.serving.gateway.application import Gateway
from proceedings.serving.page_cache.cache import PageCache

cache = PageCache(settings.PAGE_CACHE_BYTES) if settings.PAGE_CACHE_BYTES else None
application = Gateway(wsgi_application, cache)
