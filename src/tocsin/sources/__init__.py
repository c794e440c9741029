"""Connectors to public sources, one a file, and what they share: fetching, unpacking, places."""
