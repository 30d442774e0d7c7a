"""总图 → a drawing."""
