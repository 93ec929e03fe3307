"""The parts of the benchmark of timelines: texts with references, ways to choose dates, headlines, speed."""
