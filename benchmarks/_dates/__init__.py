"""What `benchmarks/dates.py` stands on: annotated texts read, taggers called, spans compared."""
