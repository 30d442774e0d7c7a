"""Definitions → finished files: the pipeline. Start reading at `build.py`."""
