"""Photos that consumers send as evidence."""
