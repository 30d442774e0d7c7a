"""The command line: words typed → a call of the library, and its answer → stdout, stderr and an exit code."""
