"""The gateway between the web server and Django: ASGI outside, WSGI inside.

Bodies are received and responses are sent by the event loop, at the pace of the client. A thread gets a request only
when all of it has arrived, and is free as soon as the response is written down. So slow clients hold no thread.
"""
