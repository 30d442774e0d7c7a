"""Rows and columns of lists, points and standards → drawings, as large as their sheets allow."""
