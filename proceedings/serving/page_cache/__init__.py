"""Pages in memory, which the event loop sends to readers without a thread.

A page is kept under the revision of the record that was read before the page was made, and is sent only while that is
the present one. Signed-in users, previews, forms and errors are never answered from here.
"""
