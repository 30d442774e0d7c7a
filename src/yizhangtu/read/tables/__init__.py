"""Spreadsheets and CSV files → rows with positions."""
