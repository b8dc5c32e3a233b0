"""The public site: it takes a report, seals it in memory, drops it in the letterbox and forgets it."""
