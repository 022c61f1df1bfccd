"""What is new on the record, for feed readers: Atom (RFC 4287)."""
