"""What near-duplicate text costs: the kit's exact join beside rensa, datasketch and a comparison of all with all.

    python benchmarks/similarity.py                            # invented texts
    python benchmarks/similarity.py --data DIR                 # every CSV file of a folder that has a column `content`
    python benchmarks/similarity.py --data DIR --texts 1000000 --sample 20000 --json

Where the data have fewer texts than `--texts`, further ones are made of two of them, the first half of one and the
second of another: they have the words of the real ones, and are alike to many a little, which is harder than nature.

On the sample (distinct forms of 30 characters or more) every way gets the same forms, already normalised, and finds
pairs of a Jaccard index of 0.7 on sequences of five characters. All with all is a product of sparse matrices, by scipy,
which shares no code with the kit; the kit's pairs must equal it, or nothing is timed. rensa (128 permutations, 16
bands) and datasketch (128) are sketches: recall and precision say what they miss and what they find in vain, verified
by nobody. On all texts the kit alone runs, from the texts as stated, and once more for families. Each way is a process
of its own: seconds, seconds of processor, peak memory of the process. Where others compute too, read the processor.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
sys.path.insert(0, str(REPOSITORY / "src"))

NEEDS = {"kit": (), "families": (), "all with all": ("scipy",), "rensa": ("rensa",), "datasketch": ("datasketch",)}
ON_SAMPLE = ("all with all", "kit", "rensa", "datasketch")
AIM_SECONDS, AIM_GB = 25.0, 3.0  # for a million short texts


def main() -> int:
    """Reads or invents, compares on the sample, runs on all, prints; 1 where an answer is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="a folder with CSV files that have a column `content`")
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=20_000)
    parser.add_argument("--ways", nargs="*", default=list(ON_SAMPLE), choices=ON_SAMPLE)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    stated = list(_read(given.data, given.texts)) if given.data else list(_invented(given.texts))
    texts = list(_grown(stated, given.texts))
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="casebook-similarity-") as folder:
        results += _on_sample(texts, given, Path(folder))
        for way in ("kit", "families"):
            results.append({"texts": len(texts), **_run(way, texts, Path(folder))})
    for one in results:
        one.pop("pairs", None)
    told = {"stated": len(stated), "made": len(texts) - len(stated), "results": results}
    print(json.dumps(told, indent=1) if given.json else _table(told))
    return 0


def _on_sample(texts: list[str], given: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    from helpers import similarity

    drawn = random.Random(1).sample(texts, len(texts))
    forms = dict.fromkeys(form for form in map(similarity.normal, drawn) if len(form) >= similarity.SHORT)
    sample = list(forms)[: given.sample]
    found = [_run(way, sample, folder) for way in given.ways]
    true = next((set(map(tuple, one["pairs"])) for one in found if one["way"] in ("all with all", "kit")), set())
    for one in found:
        pairs = set(map(tuple, one["pairs"]))
        if one["way"] == "kit" and pairs != true:
            raise SystemExit(f"The kit finds {len(pairs):,} pairs, and all with all {len(true):,}: nothing is timed.")
        both = len(pairs & true)
        one |= {"recall": both / max(len(true), 1), "precision": both / max(len(pairs), 1)}
    return [{"texts": len(sample), **one} for one in found]


def _run(way: str, texts: list[str], folder: Path) -> dict[str, Any]:
    """One way as a process of its own: seconds, processor, peak memory, and the pairs of a small input."""
    file = folder / "texts.json"
    file.write_text(json.dumps(texts), "utf-8")
    command = [python_of(way), str(HERE / "_similarity" / "way.py"), way, str(file)]
    path = os.pathsep.join([str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"PYTHONPATH": path})
    return {"way": way, **json.loads(done.stdout.splitlines()[-1])}


def python_of(way: str) -> str:
    """The Python that has what the way needs; for what the kit does without, one of its own in a cache."""
    if all(importlib.util.find_spec(need) for need in NEEDS[way]):
        return sys.executable
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    own = Path.home() / ".cache" / "casebook-benchmarks" / f"{NEEDS[way][0]}-{version}"
    python = own / "bin" / "python"
    if not (own / "whole").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(own)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *NEEDS[way], "numpy"], check=True)
        (own / "whole").touch()
    return str(python)


def _table(told: dict[str, Any]) -> str:
    lines = [f"{told['stated']:,} texts, and {told['made']:,} made of them; {os.cpu_count()} cores"]
    for one in told["results"]:
        scores = f"recall {one['recall']:.3f}  precision {one['precision']:.3f}" if "recall" in one else ""
        lines.append(
            f"{one['way']:<13} {one['texts']:>9,} texts {one['found']:>9,} found  {one['seconds']:7.1f} s  "
            f"{one['processor']:7.1f} s of processor  {one['peak_mb']:>6,.0f} MB  {scores}"
        )
    return "\n".join(
        [*lines, f"aim: a million short texts in {AIM_SECONDS:.0f} s and {AIM_GB:.0f} GB, recall and precision 1"]
    )


# ---------------------------------------------------------------- the texts


def _read(folder: Path, most: int) -> Iterator[str]:
    csv.field_size_limit(10**9)
    n = 0
    for path in sorted([*folder.rglob("*.csv"), *folder.rglob("*.csv.gz")]):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            if "content" not in (rows.fieldnames or ()):
                continue
            for row in rows:
                if n == most:
                    return
                n += 1
                yield row["content"] or ""


def _grown(texts: list[str], most: int) -> Iterator[str]:
    dice, n = random.Random(7), len(texts)
    yield from texts
    for _ in range(n, most):
        one, other = texts[dice.randrange(n)].split(), texts[dice.randrange(n)].split()
        yield " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])


def _invented(most: int) -> Iterator[str]:
    """Texts of invented words, some frequent and many rare; one in five is an earlier one with a word changed."""
    dice = random.Random(5)
    sounds = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    words = ["".join(dice.choices(sounds, k=dice.randint(1, 4))) for _ in range(30_000)]
    weights = [1 / (n + 3) for n in range(len(words))]
    made: list[list[str]] = []
    for _ in range(most):
        if made and dice.random() < 0.2:
            text = list(dice.choice(made))
            text[dice.randrange(len(text))] = dice.choice(words)
        else:
            text = dice.choices(words, weights, k=dice.randint(5, 24))
        made.append(text)
        yield " ".join(text).capitalize() + dice.choice([".", "!", " https://a.example/x", " 🔥"])


if __name__ == "__main__":
    sys.exit(main())
