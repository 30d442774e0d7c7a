"""All guides of a project → overview poster (总图)."""
