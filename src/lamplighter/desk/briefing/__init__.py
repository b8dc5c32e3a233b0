"""What a commander reads in the morning: one page of facts for a date, on screen, on paper and as data."""
