"""From executed notebooks to the files of a report, in memory: pages, notes, figures, the one file."""
