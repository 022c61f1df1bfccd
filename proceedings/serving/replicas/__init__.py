"""Read replicas of PostgreSQL: readers' queries go to a replica that is up to date, everything else to the primary."""
