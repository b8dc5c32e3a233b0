"""Who works at the desk, what each role may do, and how they come and go."""
