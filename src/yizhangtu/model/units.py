"""Lengths in millimetres, PDF points (1/72 inch) and CSS pixels (1/96 inch): the factors between them."""

POINTS_PER_INCH = 72
MM_PER_POINT = 25.4 / 72
MM_PER_PX = 25.4 / 96
POINTS_PER_MM = 72 / 25.4
PX_PER_MM = 96 / 25.4
POINTS_PER_PX = 0.75
