"""Trees with places → a guide or a project."""
