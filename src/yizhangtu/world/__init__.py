"""The one door to disk, clock, fonts and processes: everything else of the project is a pure function of what comes in."""
