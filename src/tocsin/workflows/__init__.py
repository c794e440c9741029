"""The public verbs, one module each; they are also the Python API."""
