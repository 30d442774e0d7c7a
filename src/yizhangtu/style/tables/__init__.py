"""The parts of styles/tables/: the tables of guides that are no flow."""
