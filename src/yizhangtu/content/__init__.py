"""Guide or project → its texts, without geometry."""
