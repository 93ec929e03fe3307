"""Running a case's notebooks: what would run (`plan`), the run (`execute`), and what it promised (`check_yields`).

    plans = run.plan(case, {"start": "2022-01"})          # strict; no kernel starts for a wrong value
    notebooks = run.execute(plans)                        # one process, one kernel each, side by side
    for each in plans:
        if not each.skipped:
            run.check_yields(each, notebooks[each.name])

Notebooks run through `papermill.execute_notebook` with the kit's own engine (`helpers.engine`), so that they stay plain
papermill notebooks. The same run gives the same bytes: see `surroundings.environment` and `tidy.tidy`. Kernels are
forked from the parent that `run.warm()` starts, and a notebook's metadata say what it read (`reads`).
"""

from __future__ import annotations

from helpers.run.execute import Failed, execute
from helpers.run.grammar import without_grammar
from helpers.run.plan import Plan, plan, remarks, unrun
from helpers.run.warm import Warm, warm
from helpers.run.yields import check_yields, count_yields

__all__ = [
    "Failed",
    "Plan",
    "Warm",
    "check_yields",
    "count_yields",
    "execute",
    "plan",
    "remarks",
    "unrun",
    "warm",
    "without_grammar",
]
