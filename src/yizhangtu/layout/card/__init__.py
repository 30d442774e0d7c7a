"""A card of a flow at a width → its height, and its drawing at any height from there on."""
