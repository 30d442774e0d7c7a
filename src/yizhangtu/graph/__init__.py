"""A guide → the graph of its steps, with the faults of its references."""

from yizhangtu.graph.build import build_graph

__all__ = ["build_graph"]
