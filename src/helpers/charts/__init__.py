"""Charts: one per file, `draw(table, *, options) -> Figure`, at 1280, 720 and 390 pixels; files with `_` are shared."""
