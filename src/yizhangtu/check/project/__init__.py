"""Several guides of one project → what does not fit together."""
