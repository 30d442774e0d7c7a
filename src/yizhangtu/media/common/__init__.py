"""What several kinds of media share."""
