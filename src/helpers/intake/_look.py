"""A look at a file before it is taken for what somebody says it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.readers import Own, Reader


def look(path: Path, reader: Reader, options: Mapping[str, Any]) -> None:
    """A `ReaderError` if the file is not the reader's: by its columns, or by its first record where it has none."""
    shape = reader.shape(path, options)
    whole_folder = getattr(reader.module, "FOLDER", False)
    if isinstance(shape.format, Own) and not whole_folder:
        next(iter(reader.module.read(path, options)), None)
