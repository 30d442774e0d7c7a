"""What a guide or a project says, in words: no geometry, no sizes."""
