"""Where something is getting a foothold: the nightly scan of tips and of recorded crime, and what people make of it."""
