"""The bytes of a finished file + what its definitions say → what does not agree. Nothing that makes pages is asked:
the file is read as anybody would read it, by its letters, their places and the picture that they give."""
