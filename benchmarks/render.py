"""What a render costs, beside papermill and nbconvert from the command line and beside the same code as plain scripts.

    python benchmarks/render.py                      # the cases of this repository
    python benchmarks/render.py --data DIR --json    # those of another workspace

Each way starts from nothing, in fresh processes, and the ways take turns, because a shared machine is not the same
machine a minute later: read the ratios, not the seconds (where others compute too, those of the processor time). What
the first two ways show is compared before anything is timed; the tables of the cases are built before, too.

- command line: `papermill` and then `jupyter nbconvert --to html`, one notebook after the other
- casebook:     one process for each case that executes its notebooks and makes the pages of its report
- scripts:      the code cells of each notebook as a script of its own, one fresh Python after the other, and no pages
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

AIM = 0.25  # of the command line's time
Plans = dict[str, list[Any]]  # by case


class Taken(NamedTuple):
    """What one round of one way took, in seconds."""

    wall: float
    processor: float


def main() -> int:
    """Compares, measures, prints; 1 when the outputs differ or the aim is missed."""
    options = _options()
    from helpers import cases, paths, run

    if options.only:
        _render(cases.load(options.only, options.data), Path(options.out), options.html)
        return 0
    space = paths.find_workspace(options.data)
    loaded = [cases.load(name, space) for name in options.case or space.case_names()]
    if options.html == "report":
        from helpers import build

        for case in loaded:
            build.build(case)
    plans = {case.name: [plan for plan in run.plan(case) if not plan.skipped] for case in loaded}
    if not any(plans.values()):
        print(f"No notebook can be run on the cases of {space.root}.")
        return 1
    with tempfile.TemporaryDirectory(prefix="casebook-benchmark-") as folder:
        ways = _ways(plans, options, Path(folder))
        ways["command line"]()
        if different := _different(plans, Path(folder)):
            print("\n".join(different))
            return 1
        taken: dict[str, list[Taken]] = {name: [] for name in ways}
        for _ in range(options.rounds):
            for name, way in ways.items():
                taken[name].append(_timed(way))
    return _print(taken, sum(map(len, plans.values())), options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", metavar="DIR", default=str(REPOSITORY), help="a workspace; default: this repository")
    parser.add_argument("--case", metavar="NAME", action="append", help="only this case; may be given several times")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is timed; default: 3")
    parser.add_argument("--json", action="store_true", help="numbers for machines")
    parser.add_argument("--html", choices=("report", "nbconvert"), default="report", help="who makes casebook's pages")
    parser.add_argument("--only", metavar="CASE", help=argparse.SUPPRESS)
    parser.add_argument("--out", metavar="DIR", help=argparse.SUPPRESS)
    return parser.parse_args()


# ---------------------------------------------------------------- the three ways


def _ways(plans: Plans, options: argparse.Namespace, folder: Path) -> dict[str, Callable[[], None]]:
    scripts = [script for case in plans for script in _scripts(plans[case], folder / "scripts" / case)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")]),
        "CASEBOOK_WORKSPACE": str(Path(options.data).resolve()),
        "MPLBACKEND": "Agg",
    }
    kernels = {name: value for name, value in environment.items() if name != "MPLBACKEND"}

    def call(where: Path, env: dict[str, str], *words: object) -> None:
        done = subprocess.run([sys.executable, *map(str, words)], cwd=where, env=env, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}\n{done.stderr[-3000:]}")

    def command_line() -> None:
        for case, its in plans.items():
            (folder / case).mkdir(exist_ok=True)
            for plan in its:
                given = [word for name, value in plan.parameters.items() for word in ("-y", json.dumps({name: value}))]
                out = folder / case / plan.path.name
                where = plan.path.parent
                call(where, kernels, "-m", "papermill", "-k", "python3", "--cwd", where, *given, plan.path, out)
                call(where, kernels, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", out)

    def casebook() -> None:
        for case in plans:
            out = folder / "casebook" / case
            words = [__file__, "--data", options.data, "--html", options.html, "--only", case, "--out", out]
            call(folder, kernels, *words)

    def plain() -> None:
        for where, script in scripts:
            call(where, environment, script)

    return {"command line": command_line, "casebook": casebook, "scripts": plain}


def _render(case: Any, out: Path, html: str) -> None:
    """What `casebook render` does after the build, in this process."""
    from helpers import run

    with run.without_grammar():
        import nbformat  # noqa: F401
        import papermill  # noqa: F401
    if html == "report":
        from helpers.report.render import make, stages, write

        steps = stages()
        steps.build = lambda case: None
        write(make(case, using=steps), out)
        return
    from nbconvert import HTMLExporter

    exporter = HTMLExporter()  # type: ignore[no-untyped-call]
    out.mkdir(parents=True, exist_ok=True)
    for name, notebook in run.execute(run.plan(case)).items():
        (out / f"{name}.html").write_text(exporter.from_notebook_node(notebook)[0], encoding="utf-8")


def _scripts(plans: list[Any], folder: Path) -> list[tuple[Path, Path]]:
    """Writes each notebook's code as a script; returns where it runs and the script."""
    from helpers.parameters import injected

    folder.mkdir(parents=True)
    written = []
    for plan in plans:
        parts = []
        for cell in json.loads(plan.path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                parts.append("".join(cell["source"]))
                if "parameters" in cell["metadata"].get("tags", []):
                    parts.append(injected(plan.parameters))
        script = folder / f"{plan.name}.py"
        script.write_text("\n".join(parts), encoding="utf-8")
        written.append((plan.path.parent, script))
    return written


def _different(plans: Plans, folder: Path) -> list[str]:
    """Where papermill's command line, whose notebooks lie in the folder, and ours show something else: sentences."""
    import nbformat

    from helpers import run
    from helpers.run.tidy import tidy

    said = []
    for case, its in plans.items():
        for name, ours in run.execute(its).items():
            theirs = tidy(nbformat.read(folder / case / f"{name}.ipynb", 4), own_ids=True)  # type: ignore[no-untyped-call]
            shown = [[_shown(cell) for cell in each.cells] for each in (ours, theirs)]
            cells = [n for n, (a, b) in enumerate(zip(*shown, strict=True), 1) if a != b]
            said += [f"{case}, {name}: cell {cells[0]} shows something else from the command line."] if cells else []
    return said


def _shown(cell: Any) -> Any:
    """What a cell shows: its results and its printed text, in the order of the bundles."""
    outputs = cell.get("outputs", [])
    printed = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    return [output["data"] for output in outputs if "data" in output], printed


# ---------------------------------------------------------------- the numbers


def _timed(way: Callable[[], None]) -> Taken:
    started, used = time.perf_counter(), _used()
    way()
    return Taken(time.perf_counter() - started, _used() - used)


def _used() -> float:
    """Seconds of processor time of all processes that this one started and that have ended."""
    return os.times().children_user + os.times().children_system


def _print(taken: dict[str, list[Taken]], notebooks: int, as_json: bool) -> int:
    medians = {name: Taken(*map(statistics.median, zip(*each, strict=True))) for name, each in taken.items()}
    whole = medians["command line"]
    ratios = {name: Taken(each.wall / whole.wall, each.processor / whole.processor) for name, each in medians.items()}
    reached = ratios["casebook"].wall <= AIM
    if as_json:
        seconds = {name: [one._asdict() for one in each] for name, each in taken.items()}
        as_dicts = {name: each._asdict() for name, each in ratios.items()}
        numbers = {"notebooks": notebooks, "seconds": seconds, "ratios": as_dicts, "aim": AIM, "reached": reached}
        print(json.dumps(numbers))
        return int(not reached)
    print(f"{notebooks} notebooks, {len(taken['casebook'])} rounds, {os.cpu_count()} cores; what they show is equal.")
    print(f"{'median seconds':14}{'wall':>8}{'min':>8}{'max':>8}{'ratio':>8}{'processor':>12}{'ratio':>8}")
    for name, each in taken.items():
        walls = [one.wall for one in each]
        row = f"{name:14}{medians[name].wall:8.2f}{min(walls):8.2f}{max(walls):8.2f}{ratios[name].wall:8.3f}"
        print(f"{row}{medians[name].processor:12.2f}{ratios[name].processor:8.3f}")
    print(f"The aim, at most {AIM} of the command line's time, is {'reached' if reached else 'missed'}.")
    return int(not reached)


if __name__ == "__main__":
    sys.exit(main())
