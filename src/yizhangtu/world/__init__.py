"""The one door to disk, clock, fonts and processes: all else is a pure function of what comes in."""
