"""Shapes, text blocks, codes and marks in millimetres: the canvas that layout and media draw on."""
