"""The staff site: what became of each tip, who decided it and why. One Django app a duty."""
