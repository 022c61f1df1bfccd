"""A conference as a debate in Akoma Ntoso 3.0 (OASIS LegalDocML 1.0)."""
