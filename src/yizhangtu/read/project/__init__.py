"""The project file (辖区.yaml) → the project."""
