"""What it costs to take posts in: `casebook build` beside pandas, Polars and DuckDB, on the same files.

    python benchmarks/ingest.py --data FOLDER               # texts of the FiveThirtyEight repack (ira_tweets*.csv.gz)
    python benchmarks/ingest.py --rows 100000 1000000       # invented texts
    python benchmarks/ingest.py --json > ingest.json

One run writes each file once (posts as CSV and as nested NDJSON, plain, .gz and .zst, of each size) and then lets
every way read it in a process of its own, in turn, `--rounds` times. Ours is the whole of a build: types, checks,
fates, ledger, Parquet, and behind the `+` what the derived tables (who shared what) take. pandas reads and does nothing
else; Polars and DuckDB read and write Parquet. Before a time is printed, the rows that each way returns and a sum over
their ids are compared. Seconds are of the best round, processor is that of all cores, memory the peak of the process.

A dirty file with known faults follows: how many of its records each way returns, and how many it tells of.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _ingest import dirty  # noqa: E402

PACKED = ("", ".gz", ".zst")
WAYS = ("casebook", "pandas", "polars", "duckdb")
MOST_PANDAS_JSON = 600 << 20  # bytes of NDJSON; pandas takes some twenty times as much memory
COLUMNS = {
    "csv": {
        "id": "id", "account_id": "author_id", "account_name": "author", "created_at": "created_at", "text": "text",
        "language": "lang", "region": "region", "n_likes": "likes", "n_reposts": "reposts", "reply_to": "reply_to",
    },
    "ndjson": {
        "id": "id", "account_id": "user.id", "account_name": "user.name", "created_at": "created_at", "text": "text",
        "language": "lang", "region": "place.country", "n_likes": "counts.likes", "n_reposts": "counts.reposts",
        "reply_to": "reply.id", "tags": "entities.tags[].text", "links": "entities.links[].url",
    },
}  # fmt: skip


def main() -> int:
    """Writes, measures, compares, prints; 1 when answers differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="texts: a folder with ira_tweets*.csv.gz")
    parser.add_argument("--rows", metavar="N", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--formats", nargs="+", choices=("csv", "ndjson"), default=["csv", "ndjson"])
    parser.add_argument("--packed", nargs="+", choices=("plain", "gz", "zst"), default=["plain", "gz", "zst"])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--scratch", type=Path, help="a folder for the files (10^7 rows: 15 GB); else the system's")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-ingest-", dir=given.scratch) as folder:
        results = []
        for rows in given.rows:
            for kind in given.formats:
                plain = made(Path(folder), kind, rows, given)
                for packed in PACKED:
                    if (packed[1:] or "plain") in given.packed:
                        results += measure(plain.with_name(plain.name + packed), kind, rows, given)
                for path in Path(folder).glob(f"{plain.name}*"):
                    path.unlink()
        faulty = dirty.counted(Path(folder), given.ways, python_of)
    told = {"cores": os.cpu_count(), "results": results, "linear": linear(results), "dirty": faulty}
    print(json.dumps(told, indent=1) if given.json else shown(told))
    return int(any(not one["equal"] for one in results))


def made(folder: Path, kind: str, rows: int, given: argparse.Namespace) -> Path:
    """The file of so many posts; by another process, since a peak of memory is handed down to those started later."""
    packed = [name for name in given.packed if name != "plain"]
    data = given.data.resolve() if given.data else ""  # the other process has another working folder
    command = [
        sys.executable,
        "-m",
        "_ingest.posts",
        str(folder),
        kind,
        str(rows),
        str(data),
        *packed,
    ]
    subprocess.run(command, check=True, cwd=HERE)
    return folder / f"posts-{rows}.{kind}"


def python_of(way: str) -> str:
    """The Python that has what the way needs; for Polars, which the kit does without, one of its own in a cache."""
    if way != "polars" or importlib.util.find_spec("polars"):
        return sys.executable
    own = Path.home() / ".cache" / "casebook-benchmarks" / f"polars-{sys.version_info[0]}.{sys.version_info[1]}"
    python = own / "bin" / "python"
    if not (own / "whole").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(own)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "polars", "duckdb"], check=True)
        (own / "whole").touch()
    return str(python)


def measure(path: Path, kind: str, rows: int, given: argparse.Namespace) -> list[dict[str, Any]]:
    """Every way on one file, in turn; the best round of each."""
    found: dict[str, dict[str, Any]] = {}
    for _ in range(given.rounds if rows < 5_000_000 else 1):
        for way in given.ways:
            if way == "pandas" and kind == "ndjson" and _plain_size(path) > MOST_PANDAS_JSON:
                continue
            one = run(way, path, kind)
            if way not in found or one["seconds"] < found[way]["seconds"]:
                found[way] = one
    answers = {(one["rows"], one["ids"]) for one in found.values() if not one.get("failed")}
    told = {"file": path.name, "kind": kind, "bytes": path.stat().st_size, "wanted": rows, "equal": len(answers) == 1}
    print(f"{path.name}: done", file=sys.stderr, flush=True)
    return [{**told, "way": way, **one} for way, one in found.items()]


def run(way: str, path: Path, kind: str) -> dict[str, Any]:
    """One way on one file, as a process of its own: seconds, processor, peak memory and what it answered."""
    python_of(way)  # made before the clock runs
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="casebook-ingest-way-", dir=path.parent) as own:
        command = [python_of(way), "-m", "_ingest.way", way, str(path), kind, own, json.dumps(COLUMNS[kind])]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dirty.environment())
        out, err = process.communicate()
        seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode:
        return {"seconds": seconds, "failed": err.decode().strip().splitlines()[-1][:200], "rows": 0, "ids": 0}
    return {"seconds": seconds, "processor": processor, **json.loads(out.splitlines()[-1])}


def _plain_size(path: Path) -> int:
    return path.with_suffix("").stat().st_size if path.suffix in PACKED else path.stat().st_size


def linear(results: list[dict[str, Any]]) -> dict[str, float]:
    """The exponent of our time in the rows, between the smallest and the largest file of each kind."""
    found = {}
    for kind in ("csv", "ndjson"):
        ours = sorted(
            (one["wanted"], one["seconds"])
            for one in results
            if one["way"] == "casebook" and one["kind"] == kind and one["file"].endswith(kind) and not one.get("failed")
        )
        ours = [one for one in ours if one[0] >= 1_000_000] or ours  # below, a process is mostly its imports
        if len(ours) > 1:
            (n, seconds), (more, longer) = ours[0], ours[-1]
            found[kind] = round(math.log(longer / seconds) / math.log(more / n), 3)
    return found


def shown(told: dict[str, Any]) -> str:
    """The table as text."""
    head = f"{'file':<24}{'MB':>8}  {'way':<10}{'seconds':>9}{'+ derived':>10}{'processor':>11}{'peak MB':>9}  ours/it"
    lines = [f"{told['cores']} cores", head]
    ours = {one["file"]: one["seconds"] for one in told["results"] if one["way"] == "casebook"}
    for one in told["results"]:
        if one.get("failed"):
            lines.append(f"{one['file']:<24}{'':>8}  {one['way']:<10}failed: {one['failed']}")
            continue
        seconds = one["seconds"] - one.get("derived", 0)
        derived = f"{one['derived']:.2f}" if "derived" in one else ""
        ratio = f"{ours[one['file']] / one['seconds']:.2f}" if one["file"] in ours and one["way"] != "casebook" else ""
        equal = "" if one["equal"] else "  THE ANSWERS DIFFER"
        lines.append(
            f"{one['file']:<24}{one['bytes'] / 1e6:>8,.0f}  {one['way']:<10}{seconds:>9.2f}{derived:>10}"
            f"{one['processor']:>11.2f}{one['peak'] / 1e6:>9,.0f}  {ratio}{equal}"
        )
    lines += [f"{kind}: time grows with rows to the power of {power}" for kind, power in told["linear"].items()]
    lines += ["", f"A dirty file of {told['dirty']['records']:,} records: returned, and told to be set aside"]
    lines += [f"  {way:<38}{said}" for way, said in told["dirty"]["ways"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
