"""Editorial rules above the models: merging speakers, approvals, published versions and scheduled publication."""
