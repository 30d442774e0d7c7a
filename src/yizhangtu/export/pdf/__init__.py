"""Pages → PDF. All code that uses WeasyPrint, pydyf or pikepdf."""
