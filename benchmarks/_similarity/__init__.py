"""The ways of benchmarks/similarity.py, each run as a process of its own."""
