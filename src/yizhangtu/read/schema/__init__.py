"""The table of keys, from which the reader, the JSON Schema and the starter definitions are made."""
