"""A case: the folder of YAML files that an analyst owns, how it is read, and how it is checked."""
