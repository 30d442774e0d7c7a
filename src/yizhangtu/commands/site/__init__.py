"""The web site of a project: made, and written into its folder."""
