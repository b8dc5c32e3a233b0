"""Where replicates run: on this machine, or on many."""
