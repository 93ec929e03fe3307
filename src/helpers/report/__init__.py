"""Reports: pages of executed notebooks, one file with everything, figures with their tables, and a manifest.

    from helpers import cases, report
    report.render(cases.load("harbour-fire"))

`render` glues; `assemble` makes the files in memory; `pages` and `blocks` read notebooks; `notes` numbers the evidence;
`safe` is the one place where strangers' text is escaped; `publish` puts a report in place, whole or not at all.
"""

from __future__ import annotations

from helpers.report.render import Rendered, compare, make, render

__all__ = ["Rendered", "compare", "make", "render"]
