"""Pages → PDF. Everything that knows WeasyPrint, pydyf or pikepdf is here."""
