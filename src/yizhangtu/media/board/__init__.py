"""All guides → large board with several posters."""
