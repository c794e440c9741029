"""Testing on the past: what would have been said then, with what was known then."""
