"""The table of keys for the reader and the JSON schema, and the starter definitions."""
