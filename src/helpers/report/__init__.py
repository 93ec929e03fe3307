"""Reports: pages of executed notebooks, one file with everything, figures with their tables, and a manifest.

    from helpers import cases, report
    report.render(cases.load("harbour-fire"))

`render` looks whether there is anything to do (`look`) and notes what the run did (`record`, `history`); `issue`
makes one issue of a report and publishes it; `runs` runs the pages that something changed for (`fresh`) and takes the
others from `cache`. `assemble` makes the files in memory; `pages` and `blocks` read notebooks; `notes` numbers the
evidence; `changes` says what is new since the last publication, `gates` what holds one back, `hooks` tells others.
`safe` is the one place where strangers' text is escaped; `publish` puts a report in place, whole or not at all;
`past` keeps the earlier ones.
"""

from __future__ import annotations

from helpers.report.render import Rendered, compare, make, render

__all__ = ["Rendered", "compare", "make", "render"]
