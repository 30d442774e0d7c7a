"""The data between the stages: frozen, and without behaviour that any one stage owns."""
