"""The desk in a browser: pages and API over the workflows."""
