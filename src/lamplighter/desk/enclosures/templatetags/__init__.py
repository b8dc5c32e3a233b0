"""Tags of what is enclosed."""
