"""Which pages must run, which are kept, and what one run notes of itself."""
