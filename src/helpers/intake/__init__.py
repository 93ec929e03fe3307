"""What the kit writes into `data/raw`: a new case, a new source, a new page. Evidence itself is never changed."""

from __future__ import annotations

from helpers.intake._add import Added, add
from helpers.intake._look import look
from helpers.intake._new import HANDMADE, header, new
from helpers.intake._page import new_page

__all__ = ["HANDMADE", "Added", "add", "header", "look", "new", "new_page"]
