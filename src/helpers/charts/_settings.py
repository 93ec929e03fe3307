"""matplotlib's settings for our drawings: its defaults and ours, whatever the notebook has set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_RC: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "casebook",
    "svg.id": None,
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": False,
    "path.snap": False,
    "path.effects": [],
    "path.sketch": None,
    "lines.solid_capstyle": "butt",
    "lines.solid_joinstyle": "round",
    "lines.dash_capstyle": "butt",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["Arial"],
}


@contextmanager
def own_settings() -> Iterator[None]:
    """matplotlib's defaults and ours; what the notebook has set is untouched and has no effect."""
    import matplotlib.style

    with matplotlib.style.context(["default", _RC], after_reset=True):
        yield
