"""Assessed tips, most urgent first, and what people decided about them."""
