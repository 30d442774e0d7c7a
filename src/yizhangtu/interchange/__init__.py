"""The outline of a guide → files of other programs: graphs (DOT, Mermaid, PlantUML), documents (DOCX).

Every text of the guide is in each of them, escaped for its syntax; none of it becomes syntax.
"""
