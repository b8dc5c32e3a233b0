"""What was seen and changed, by whom and when: append-only, hash-chained, identifiers and never content."""
