"""The one door to disk, clock, environment, fonts, Graphviz and processes. All other rooms are pure functions."""
