"""What the kit writes into `data/raw`: a new case, a new source, a new page. Evidence itself is never changed.

Before a source is added, `rank` says which readers could read it and why, `preview` shows its first rows as they would
be read, and `propose` fills in the reader `table` for a file that no reader knows. `same_bytes` and `covered_by` say
what is in the case already, and `offers` puts all of it together.
"""

from __future__ import annotations

from helpers.intake._add import Added, add, entry
from helpers.intake._look import look
from helpers.intake._new import HANDMADE, header, new
from helpers.intake._offer import Offer, offers
from helpers.intake._page import new_page
from helpers.intake._preview import Preview, preview
from helpers.intake._propose import Proposal, propose
from helpers.intake._rank import Candidate, Ranking, rank
from helpers.intake._twice import covered_by, same_bytes

__all__ = [
    "HANDMADE",
    "Added",
    "Candidate",
    "Offer",
    "Preview",
    "Proposal",
    "Ranking",
    "add",
    "covered_by",
    "entry",
    "header",
    "look",
    "new",
    "new_page",
    "offers",
    "preview",
    "propose",
    "rank",
    "same_bytes",
]
