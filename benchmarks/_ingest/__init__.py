"""The files of `ingest.py`, and the ways of reading them."""
