"""规范 → a matrix, panels or cards."""
