"""What a ranked timeline of many articles costs: a whole build of a case of invented articles, in its own process."""

from __future__ import annotations

import csv
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from _timeline.ways import REPOSITORY

TOML = """title = "Many articles"
question = "How fast?"
period = "2031/2032"
timezone = "UTC"
invented = true

[[sources]]
files = "articles.csv"
reader = "table"
table = "articles"
credit = "invented"
columns = { id = "id", outlet = "outlet", title = "title", published = "published", text = "text", language = "lang" }
"""
ACTORS = "id,name,aliases,kind\n" + "".join(
    f"a{n},{name},,organisation\n" for n, name in enumerate(("Ferrolux", "Halit"))
)
_HEADS = (
    "Ans",
    "Bel",
    "Cor",
    "Dun",
    "Est",
    "Far",
    "Gil",
    "Hol",
    "Ist",
    "Jor",
    "Kes",
    "Lun",
    "Mar",
    "Nor",
    "Ost",
    "Pel",
)
_ENDS = ("by", "den", "feld", "gate", "ham", "ia", "lo", "mere", "na", "os", "port", "sa", "stad", "ton", "um", "ville")
_VERBS = ("sank", "opened", "resigned", "signed", "closed", "approved", "rejected", "sold", "raised", "arrested")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL = ("the", "a", "of the", "and the", "in the", "for a", "with the", "on the", "from the", "to the")


class Writer:
    """Invented sentences: 5,000 invented words, the n-th one as frequent as 1/n, as in any language."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
        self.words = ["".join(self.rng.choices(syllables, k=self.rng.randint(2, 4))) for _ in range(5000)]
        self.weights = [1 / n for n in range(5, 5005)]
        self.names = [head + end for head in _HEADS for end in _ENDS]

    def some(self, n: int) -> list[str]:
        """So many words."""
        return self.rng.choices(self.words, self.weights, k=n)

    def sentence(self, day: date) -> str:
        """A sentence of some twenty words; every other one has a date, every fourth a speaker or a credit."""
        rng = self.rng
        past = day - timedelta(min(rng.expovariate(1 / 60), 700))
        month = _MONTHS[min(past.month, 11) - 1]
        when = rng.choice((f"on {min(past.day, 30)} {month} {past.year}", f"on {rng.choice(_DAYS)}", "", ""))
        when = rng.choice((when, when, "yesterday", f"in {month} {past.year}")) if when else ""
        who = f"{rng.choice(self.names)} {rng.choice(self.names)}"
        said = rng.choice((f", the {who.split()[0]} Times reported", f", said {who}", "", "", "", "", "", ""))
        rest = " ".join(f"{rng.choice(_SMALL)} {word}" for word in self.some(rng.randint(5, 12)))
        return f"The {self.some(1)[0]} of {rng.choice(self.names)} {rng.choice(_VERBS)} {rest} {when}{said}.".replace(
            " .", "."
        )


def lay_out(folder: Path, n: int) -> int:
    """Writes a case of so many articles of about 3 kB, three of a hundred of them copies; returns the bytes of text."""
    writer = Writer(n)
    rng = writer.rng
    case = folder / "data" / "raw" / "many"
    (case / "handmade").mkdir(parents=True)
    (case / "case.toml").write_text(TOML)
    (case / "handmade" / "actors.csv").write_text(ACTORS)
    size, last = 0, ""
    with (case / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "outlet", "title", "published", "text", "lang"])
        for k in range(n):
            day = date(2031, 1, 1) + timedelta(rng.randint(0, 700))
            text = " ".join(writer.sentence(day) for _ in range(24))
            text = last if last and rng.random() < 0.03 else text
            last = text
            size += len(text)
            out.writerow(
                [k, f"{rng.choice(writer.names)} Times", writer.sentence(day)[:90], day.isoformat(), text, "en"]
            )
    return size


def measured(n: int) -> dict[str, float]:
    """Seconds (of the clock, of processor) and megabytes (the peak) of a build, and how many events it ranked.

    The peak is that of the build itself; while candidates are read, when it has half of that, two processes beside it
    take some 130 MB each.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-timeline-") as folder:
        size = lay_out(Path(folder), n)
        code = (
            "import json, resource, sys; from helpers import build, cases; c = cases.load('many', sys.argv[1]);"
            "b = build.build(c); u = resource.getrusage(resource.RUSAGE_SELF);"
            "made = {name: b.rows[name] for name in ('events', 'candidates')};"
            "print(json.dumps(made | {'peak': u.ru_maxrss / 1e3}))"
        )
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code, folder],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
            capture_output=True,
            text=True,
        )
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "articles": n,
        "megabytes": size / 1e6,
        "seconds": seconds,
        "processor": processor,
        **json.loads(done.stdout),
    }


def exponent(small: dict[str, float], large: dict[str, float]) -> float:
    """How the processor's time grows with the articles: 1 is linear, 2 is the square."""
    return math.log(large["processor"] / small["processor"]) / math.log(large["articles"] / small["articles"])
