"""The gateway between the web server and Django: ASGI outside, WSGI inside.

Bodies are received and responses are sent by the event loop, at the pace of the client. A thread gets a request only
when all of it has arrived, and is free as soon as it has written the response to a buffer. So slow clients occupy no
thread.
"""
