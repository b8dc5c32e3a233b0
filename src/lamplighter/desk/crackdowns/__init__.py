"""A time-boxed answer to hidden crime: its clock, its tasks, and what must be true before anyone goes to a door."""
