"""E-mails wait in a queue, from which the scheduler sends them: no request waits for a mail server."""
