"""Tags of the conversation."""
