"""The parts of styles/page/: what stands on pages of each medium."""
