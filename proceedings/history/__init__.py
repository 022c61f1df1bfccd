"""An app of its own for the tables of versions, so that `dumpdata proceedings` writes the record and nothing else."""
