"""What is expected where nothing is amiss, and how to make data that are like it: one module a model."""
