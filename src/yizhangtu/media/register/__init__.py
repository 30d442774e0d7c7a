"""Guide → forms for what is taken in: receipts and registers."""
