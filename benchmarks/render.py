"""What a render costs, beside papermill and nbconvert, and beside the same code as plain scripts.

    python benchmarks/render.py                      # the cases of this repository
    python benchmarks/render.py --data DIR --json    # those of another workspace

Everything happens in a copy of the workspace, in fresh processes, and the ways take turns, because a shared machine is
not the same machine a minute later: read the ratios, not the seconds (where others compute too, those of the processor
time). What the first way and ours show is compared first; the tables are built before anything is timed.

- command line:    `papermill` and then `jupyter nbconvert --to html`, one notebook after the other
- papermill:       one process for each case: papermill's and nbconvert's Python, one notebook after the other
- cold:            `casebook render`, with no report and no run of a page kept
- one table:       `casebook render` after a row of one handmade table was changed
- nothing changed: `casebook render` once more
- scripts:         the code cells of each notebook as a script of its own, one fresh Python after the other; no pages
- one script:      the same for each case in one process
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

COLD, UNCHANGED = 0.15, 0.7  # of the command line's time; seconds
TABLES = ("ties", "claims")  # the first of these that a case has by hand is changed
CASEBOOK = ("-m", "helpers.cli", "render")


class Taken(NamedTuple):
    """What one way took for one case, in seconds."""

    wall: float
    processor: float


def main() -> int:
    """Compares, measures, prints; 1 when the outputs differ or a target is missed."""
    options = _options()
    if options.only:
        _papermill(json.loads(Path(options.only).read_text("utf-8")))
        return 0
    with tempfile.TemporaryDirectory(prefix="casebook-benchmark-") as folder:
        bench = Bench(Path(options.data).resolve(), options.case, Path(folder))
        if not any(bench.plans.values()):
            print(f"No notebook can be run on the cases of {options.data}.")
            return 1
        first = bench.command_line()
        if different := bench.different():
            print("\n".join(different))
            return 1
        for n in range(options.rounds):
            bench.round(None if n else first)
        return _print(bench, options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", metavar="DIR", default=str(REPOSITORY), help="a workspace; default: this repository")
    parser.add_argument("--case", metavar="NAME", action="append", help="only this case; may be given several times")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is timed; default: 3")
    parser.add_argument("--json", action="store_true", help="numbers for machines")
    parser.add_argument("--only", metavar="FILE", help=argparse.SUPPRESS)
    return parser.parse_args()


class Bench:
    """The copy of a workspace, what its notebooks are, and what each way took: {way: {case: [Taken, ...]}}."""

    def __init__(self, data: Path, names: list[str] | None, folder: Path) -> None:
        from helpers import build, cases, paths, run

        self.folder, self.space = folder, folder / "space"
        for name in names or paths.find_workspace(data).case_names():
            shutil.copytree(data / "data" / "raw" / name, self.space / "data" / "raw" / name)
        if data != REPOSITORY and (data / "notebooks").is_dir():
            shutil.copytree(data / "notebooks", self.space / "notebooks")
        self.cases = {name: cases.load(name, self.space) for name in paths.find_workspace(self.space).case_names()}
        for case in self.cases.values():
            build.build(case)
        self.plans = {name: [plan for plan in run.plan(case) if not plan.skipped] for name, case in self.cases.items()}
        self.taken: dict[str, dict[str, list[Taken]]] = {}
        self.wrong: list[str] = []  # pages that ran although nothing that they read had changed
        self.ran: dict[str, list[str]] = {}  # pages that ran after the change of one table
        self.environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")]),
            "CASEBOOK_WORKSPACE": str(self.space),
            "PYTHONHASHSEED": "0",
        }
        self._write_scripts()

    def round(self, first: dict[str, Taken] | None = None) -> None:
        """Times every way once; `first` is what the command line took, if it has just been run."""
        ways = {
            "command line": lambda: first or self.command_line(), "papermill": self._python, "cold": self._cold,
            "one table": self._one_table, "nothing changed": self._render, "scripts": self._scripts,
            "one script": self._one_script,
        }  # fmt: skip
        for way, timed in ways.items():
            for name, took in timed().items():
                self.taken.setdefault(way, {}).setdefault(name, []).append(took)

    def _call(self, where: Path, *words: object) -> Taken:
        started, used = time.perf_counter(), _used()
        command = [sys.executable, *map(str, words)]
        done = subprocess.run(command, cwd=where, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}\n{done.stderr[-3000:]}")
        return Taken(time.perf_counter() - started, _used() - used)

    def command_line(self) -> dict[str, Taken]:
        """papermill and nbconvert, one command after the other; their notebooks stay in the folder."""
        found = {}
        for name, plans in self.plans.items():
            out, took = self.folder / "command" / name, []
            out.mkdir(parents=True, exist_ok=True)
            for plan in plans:
                given = [word for key, value in plan.parameters.items() for word in ("-y", json.dumps({key: value}))]
                made, cwd = out / f"{plan.name}.ipynb", plan.path.parent
                took.append(self._call(cwd, "-m", "papermill", "-k", "python3", "--cwd", cwd, *given, plan.path, made))
                took.append(self._call(cwd, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", made))
            found[name] = _sum(took)
        return found

    def _python(self) -> dict[str, Taken]:
        found = {}
        for name, plans in self.plans.items():
            todo = [[str(plan.path), plan.parameters, str(self.folder / "python" / name)] for plan in plans]
            (task := self.folder / f"{name}.json").write_text(json.dumps(todo), encoding="utf-8")
            found[name] = self._call(self.folder, __file__, "--only", task)
        return found

    def _cold(self) -> dict[str, Taken]:
        from helpers import build

        for name, case in self.cases.items():
            if (file := self._table(name)) is not None and (kept := file.with_suffix(".kept")).exists():
                kept.replace(file)
            build.build(case)
        shutil.rmtree(self.space / "reports", ignore_errors=True)
        return self._render()

    def _render(self) -> dict[str, Taken]:
        return {name: self._call(self.folder, *CASEBOOK, name, "--workspace", self.space) for name in self.cases}

    def _one_table(self) -> dict[str, Taken]:
        """Changes a row of a table of each case, renders, and notes which pages ran and whether they read the table."""
        from helpers.report.runs import cache, history

        found = {}
        for name, case in self.cases.items():
            if (file := self._table(name)) is None:
                continue
            entries = {plan.name: cache.read(case, plan.name) for plan in self.plans[name]}
            before = {table: about.get("content") for table, about in case.built["tables"].items()}
            _change_row(file)
            found[name] = self._call(self.folder, *CASEBOOK, name, "--workspace", self.space)
            now = {table: about.get("content") for table, about in case.built["tables"].items()}
            changed = {table for table in now.keys() | before.keys() if now.get(table) != before.get(table)}
            readers = {page for page, entry in entries.items() if entry and changed & set(entry.reads["tables"])}
            self.ran[name] = history.read(case)[-1]["pages"]["run"]
            self.wrong += [f"{name}, {page}" for page in self.ran[name] if page not in readers]
        return found

    def _table(self, name: str) -> Path | None:
        made = self.cases[name].folder / "handmade"
        return next((made / f"{table}.csv" for table in TABLES if (made / f"{table}.csv").is_file()), None)

    def _write_scripts(self) -> None:
        """Writes each notebook's code as a script, and for each case one script that runs them all."""
        from helpers.parameters import injected

        for name, plans in self.plans.items():
            (folder := self.folder / "scripts" / name).mkdir(parents=True)
            for plan in plans:
                parts = ["import matplotlib", "matplotlib.use('Agg')"]
                for cell in json.loads(plan.path.read_text("utf-8"))["cells"]:
                    if cell["cell_type"] == "code":
                        parts.append("".join(cell["source"]))
                        if "parameters" in cell["metadata"].get("tags", []):
                            parts.append(injected(plan.parameters))
                (folder / f"{plan.name}.py").write_text("\n".join(parts), encoding="utf-8")
            every = [f"import runpy\nrunpy.run_path({str(folder / plan.name)!r} + '.py')" for plan in plans]
            (folder / "all.py").write_text("\n".join(every), encoding="utf-8")

    def _scripts(self) -> dict[str, Taken]:
        made = self.folder / "scripts"
        taken = {name: [self._call(plan.path.parent, made / name / f"{plan.name}.py") for plan in plans]
                 for name, plans in self.plans.items()}  # fmt: skip
        return {name: _sum(each) for name, each in taken.items()}

    def _one_script(self) -> dict[str, Taken]:
        return {name: self._call(self.folder, self.folder / "scripts" / name / "all.py") for name in self.plans}

    def different(self) -> list[str]:
        """Where papermill's command line and ours show something else: sentences."""
        import nbformat

        from helpers import run
        from helpers.run.tidy import tidy

        said = []
        for case, plans in self.plans.items():
            with run.warm() as ready:
                found: dict[str, Any] = run.execute(plans, warm=ready)
            for name, ours in found.items():
                theirs = nbformat.read(self.folder / "command" / case / f"{name}.ipynb", 4)  # type: ignore[no-untyped-call]
                shown = [[_shown(cell) for cell in each.cells] for each in (ours, tidy(theirs, own_ids=True))]
                cells = [n for n, (a, b) in enumerate(zip(*shown, strict=True), 1) if a != b]
                said += [f"{case}, {name}: cell {n} shows something else from the command line." for n in cells[:1]]
        return said


def _papermill(todo: list[Any]) -> None:
    """papermill's Python interface and nbconvert's, one notebook after the other, in this process."""
    import papermill
    from nbconvert import HTMLExporter

    exporter = HTMLExporter()  # type: ignore[no-untyped-call]
    for path, parameters, folder in todo:
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        made = out / Path(path).name
        papermill.execute_notebook(path, made, parameters, kernel_name="python3", cwd=Path(path).parent)
        made.with_suffix(".html").write_text(exporter.from_filename(str(made))[0], encoding="utf-8")


def _change_row(file: Path) -> None:
    """Adds a word to the last row of a table; the file as it was stays beside it."""
    text = file.read_text("utf-8")
    file.with_suffix(".kept").write_text(text, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    column = "note" if "note" in rows[0] else "what"
    rows[-1][column] += " Benchmark."
    with file.open("w", encoding="utf-8", newline="") as changed:
        written = csv.DictWriter(changed, list(rows[0]), lineterminator="\n")
        written.writeheader()
        written.writerows(rows)


def _shown(cell: Any) -> Any:
    """What a cell shows: its results and its printed text, in the order of the bundles."""
    outputs = cell.get("outputs", [])
    printed = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    return [output["data"] for output in outputs if "data" in output], printed


def _used() -> float:
    """Seconds of processor time of all processes that this one started and that have ended."""
    return os.times().children_user + os.times().children_system


def _sum(taken: list[Taken]) -> Taken:
    return Taken(sum(one.wall for one in taken), sum(one.processor for one in taken))


def _print(bench: Bench, as_json: bool) -> int:
    rounds = {way: [_sum(list(each)) for each in zip(*by.values(), strict=True)] for way, by in bench.taken.items()}
    medians = {way: Taken(*map(statistics.median, zip(*each, strict=True))) for way, each in rounds.items()}
    whole = medians["command line"]
    ratios = {way: Taken(each.wall / whole.wall, each.processor / whole.processor) for way, each in medians.items()}
    slowest = max(statistics.median(one.wall for one in each) for each in bench.taken["nothing changed"].values())
    ran = "; ".join(f"{case}: {', '.join(pages)}" for case, pages in bench.ran.items())
    targets = {
        f"cold is at most {COLD} of the command line's time ({ratios['cold'].wall:.3f})": ratios["cold"].wall <= COLD,
        "cold is below the fresh scripts": medians["cold"].wall < medians["scripts"].wall,
        f"nothing changed takes less than {UNCHANGED} s a case ({slowest:.2f} s)": slowest < UNCHANGED,
        f"one changed table runs its readers alone ({ran})": not bench.wrong,
    }
    missed = int(not all(targets.values()))
    if as_json:
        print(json.dumps({"seconds": bench.taken, "targets": targets, "ran": bench.ran}))
        return missed
    notebooks = sum(map(len, bench.plans.values()))
    print(f"{notebooks} notebooks, {len(rounds['cold'])} rounds, {os.cpu_count()} cores; what they show is equal.")
    print(f"{'median seconds':16}{'wall':>8}{'min':>8}{'max':>8}{'ratio':>8}{'processor':>12}{'ratio':>8}")
    for way, each in rounds.items():
        least, most = min(one.wall for one in each), max(one.wall for one in each)
        row = f"{way:16}{medians[way].wall:8.2f}{least:8.2f}{most:8.2f}{ratios[way].wall:8.3f}"
        print(f"{row}{medians[way].processor:12.2f}{ratios[way].processor:8.3f}")
    for target, reached in targets.items():
        print(f"{'reached' if reached else 'missed '}  {target}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
