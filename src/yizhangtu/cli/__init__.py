"""The command line: arguments → a call of the library; its result → stdout, stderr and an exit code."""
