"""Follow the steps of a guide on its drawn pages, as a reader does with a finger, and compare with the definition.

Nothing here uses `flow/` or `layout/`: `definition` reads the YAML, `marks` and `reader` the items of pages.
"""
