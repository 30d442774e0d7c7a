"""Guide → sheet folded twice."""
