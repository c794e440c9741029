"""Indicators: from collected events to weekly series to observations that bear on a node."""
