"""The fonts of this machine: found, cut down to a subset, extended by rare ideographs."""
