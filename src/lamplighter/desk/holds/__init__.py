"""After a place was closed: is it held, has it filled again, or has it moved next door? Watched and told, never acted on."""
