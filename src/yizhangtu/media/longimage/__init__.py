"""Guide → long picture for chats and articles."""
