"""A matplotlib text that is written, not measured.

matplotlib lays out every text with the fonts it finds on the machine: slow, different from machine to machine, and a
warning per letter that those fonts lack. Our texts are one line with a known anchor, so they go straight to the SVG.
"""

from __future__ import annotations

from typing import Any

from matplotlib import colors
from matplotlib.text import Text


class Words(Text):
    """One line of text at its anchor, in the sheet's pixels; nothing about it depends on a font."""

    def draw(self, renderer: Any) -> None:
        """Hands the line to the renderer as it is."""
        x, y = self.get_transform().transform(self.get_unitless_position())
        _, height = renderer.get_canvas_width_height()
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(colors.to_rgba(self.get_color()), isRGBA=True)
        renderer.draw_text(gc, x, height - y, self.get_text(), self.get_fontproperties(), 0, ismath=False, mtext=self)
        gc.restore()
        renderer.close_group("text")

    def get_window_extent(self, *args: Any, **kwargs: Any) -> Any:
        """An empty box: nobody asks matplotlib how wide a label is."""
        from matplotlib.transforms import Bbox

        return Bbox.null()

    def get_tightbbox(self, *args: Any, **kwargs: Any) -> Any:
        """None: the text takes no part in matplotlib's layout."""
        return None
