"""You told us, we did: what the county reads of what its reports led to, and nothing that points to anyone."""
