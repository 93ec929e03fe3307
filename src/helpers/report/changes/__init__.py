"""What changed since the last publication: a snapshot of a report's findings, and the difference of two.

    now = changes.snapshot(case, plans, notebooks, parameters)
    found = changes.between(changes.baseline(now, case.reports), now)
    found.says()

`section` makes the section of them on the report's first page.
"""

from __future__ import annotations

from helpers.report.changes._baseline import baseline
from helpers.report.changes._between import Change, Changes, Difference, Group, between
from helpers.report.changes._causes import Cause
from helpers.report.changes._snapshot import snapshot

__all__ = ["Cause", "Change", "Changes", "Difference", "Group", "baseline", "between", "snapshot"]
