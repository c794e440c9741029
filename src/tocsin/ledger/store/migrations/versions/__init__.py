"""One file for each revision of the schema, never changed once it has been published."""
