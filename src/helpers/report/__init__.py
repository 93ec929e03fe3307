"""Reports: pages of executed notebooks, one file with everything, figures with their tables, and a manifest.

    from helpers import cases, report
    report.render(cases.load("harbour-fire"))

`render` looks whether there is anything to do, and `issue` makes one issue of a report, with the steps of `stages`.
Three rooms and a corridor:

    runs           which pages must run (`fresh`), which are kept (`cache`), what the run noted (`record`, `history`)
    html           the files in memory: `assemble` makes them; `pages` and `blocks` read notebooks; `notes` numbers the
                   evidence; `safe` is the one place where strangers' text is escaped
    publication    `gates` hold a report back, `publish` puts it in place whole or not at all, `past` keeps the
                   earlier ones, `hooks` and `feed` tell others
    changes        what is new since the last publication, from one snapshot of findings to the next
"""

from __future__ import annotations

from helpers.report.render import Rendered, compare, make, render

__all__ = ["Rendered", "compare", "make", "render"]
