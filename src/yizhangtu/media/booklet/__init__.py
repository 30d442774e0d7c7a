"""All guides → booklet."""
