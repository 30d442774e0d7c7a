"""The bytes of a finished file + its definitions → diagnostics. The verifier uses nothing that makes pages: it reads a
file by its letters, their positions and the rendered picture."""
