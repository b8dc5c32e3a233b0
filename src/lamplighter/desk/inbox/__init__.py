"""From the letterbox to an opened tip: collected, stored, acknowledged, opened, kept under a key of its own."""
