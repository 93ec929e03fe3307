"""What the kit writes into `data/raw`: a new case, and a new source of a case. Evidence itself is never changed."""

from __future__ import annotations

from helpers.intake._add import Added, add
from helpers.intake._look import look
from helpers.intake._new import HANDMADE, header, new

__all__ = ["HANDMADE", "Added", "add", "header", "look", "new"]
