"""One night of fuzzing and long checks: what ran, what came of it, and where to go on. See fuzz/nightly --help."""
