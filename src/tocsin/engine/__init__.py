"""The numerical core: a case compiled to arrays, simulated, filtered and solved."""
