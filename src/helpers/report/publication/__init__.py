"""A report in its place: whether it may go out, put there whole, earlier ones kept, and who is told."""
