"""Several guides of one project → diagnostics of what does not fit together."""
