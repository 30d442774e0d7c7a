"""积分 → a table."""
