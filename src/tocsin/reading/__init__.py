"""Reading: from a text to draft items, each with its exact span."""
