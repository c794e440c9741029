"""The documentation of Tocsin, and the tool that writes its reference pages."""
