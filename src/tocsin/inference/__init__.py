"""From a compiled case and its evidence to probabilities and their reasons."""
