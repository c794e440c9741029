"""The ledger: what was found, who decided what about it, and what was known as of any day."""
