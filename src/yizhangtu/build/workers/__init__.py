"""Jobs → results, in this process, in several, or on a cluster."""
