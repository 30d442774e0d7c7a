"""The fonts of this machine: found, subset, extended by rare ideographs."""
