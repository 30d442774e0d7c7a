"""A notice (公示): its definition, and the table that it is made from for one village and period."""
