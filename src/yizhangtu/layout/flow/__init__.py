"""A line of cards → a drawing of the flow: rows, rail, lanes or the whole graph."""
