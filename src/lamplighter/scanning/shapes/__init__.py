"""The shapes of space a scan looks at."""
