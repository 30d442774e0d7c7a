"""标准, the fixed amounts of a guide, as a ruled table."""
