"""A document from elsewhere → a definition: what was recognised, what was guessed, and what a person has to decide.

Nothing is invented: every text of a definition is a part of the document. Nothing is lost: what is not recognised
stands in the definition as a comment.
"""
