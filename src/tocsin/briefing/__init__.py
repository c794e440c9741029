"""Results become one document, and the document a page, a text and pictures."""
