"""Claims in sentences: how well stance and speaker are told on labelled sentences, and what it costs.

    python benchmarks/claims.py --data FOLDER         # the folder of timeline-fr, article-extraction, fwd-headlines
    python benchmarks/claims.py --data FOLDER --json
    python benchmarks/claims.py --articles 10000      # the speed alone, on invented articles

The labels are in tests/labels/claims.csv: a place in a file, a hash of the sentence that stands there, and what a
reader took it for; no text. A sentence whose hash differs is left out and said. Of each stance: precision (of the
sentences that got it, the share that has it) and recall (of those that have it, the share that got it). A sentence may
have two. "none" is no claim: a heading, a question, advice, an opinion without a fact. Whole articles are read, without
actors; so what is neither dated, nor said by somebody, nor a headline is no candidate, and counts against the recall of
"asserts".
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))
LABELS = REPOSITORY / "tests" / "labels" / "claims.csv"
STANCES = ("asserts", "confirms", "denies", "declines", "none")
AIM = 25.0  # seconds of one core for 10,000 articles of 3 kB


def main() -> int:
    """Measures what was asked for and prints it; 1 where the speed misses the aim."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="the folder that has the labelled files")
    parser.add_argument("--labels", type=Path, default=LABELS, help="another file of labels")
    parser.add_argument("--articles", type=int, default=0, help="invented articles for the speed, of 3 kB each")
    parser.add_argument("--wrong", action="store_true", help="places of the sentences that are wrong")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    answer: dict[str, Any] = {}
    if asked.data:
        answer["labelled"] = labelled(asked.data, asked.labels)
    if asked.articles or not asked.data:
        answer["speed"] = speed(asked.articles or 2000)
    if asked.json:
        print(json.dumps(answer, indent=1))
    else:
        print("\n".join(told(answer, asked.wrong)))
    return int(answer.get("speed", {}).get("per_10000", 0) > AIM)


# ---------------------------------------------------------------- labelled sentences


def labelled(data: Path, labels: Path) -> dict[str, Any]:
    """Counts for each sample and stance, of the speakers, and the places that are wrong."""
    rows = list(csv.DictReader(labels.open(encoding="utf-8", newline="")))
    read, left_out = _read(data, rows), 0
    counts: dict[str, dict[str, list[int]]] = {}
    speakers: dict[str, list[int]] = {}
    wrong: list[str] = []
    for row in rows:
        article = _article(data, row["file"], row["record"])
        begins, ends = int(row["begins"]), int(row["ends"])
        if not article or hashlib.sha256(article[begins:ends].encode()).hexdigest()[:12] != row["sha256"]:
            left_out += 1
            continue
        found = [one for one in read[row["file"], row["record"]] if _same(one, begins, ends)]
        got, gold = {one.stance for one in found} or {"none"}, set(row["stance"].split("|"))
        of_sample = counts.setdefault(row["sample"], {stance: [0, 0, 0] for stance in STANCES})
        for stance in STANCES:
            of_sample[stance][0] += stance in got and stance in gold
            of_sample[stance][1] += stance in got
            of_sample[stance][2] += stance in gold
        if not got & gold:
            wrong.append(
                f"{row['file']}#{row['record']} {begins}: {'|'.join(sorted(gold))}, got {'|'.join(sorted(got))}"
            )
        if row["speaker_begins"]:
            named = article[int(row["speaker_begins"]) : int(row["speaker_ends"])]
            right = any(named in (one.claimant or "") or f": {named} " in one.attribution for one in found)
            tally = speakers.setdefault(row["sample"], [0, 0])
            tally[0], tally[1] = tally[0] + right, tally[1] + 1
    return {"stances": counts, "speakers": speakers, "left_out": left_out, "wrong": wrong}


def _same(one: Any, begins: int, ends: int) -> bool:
    """Whether a candidate is of the labelled sentence: most of the shorter of the two is in both."""
    both = min(one.ends, ends) - max(one.begins, begins)
    return bool(both * 2 > min(one.ends - one.begins, ends - begins))


def _read(data: Path, rows: list[dict[str, str]]) -> dict[tuple[str, str], list[Any]]:
    import pandas as pd

    from helpers import claims

    keys = sorted({(row["file"], row["record"]) for row in rows})
    articles = [{**_as_row(data, *key), "row": str(n)} for n, key in enumerate(keys)]
    found = claims.candidates(pd.DataFrame(articles))
    grouped: dict[tuple[str, str], list[Any]] = {key: [] for key in keys}
    for one in found.itertuples():
        grouped[keys[int(one.row)]].append(one)
    return grouped


@cache
def _rows_of(data: Path, file: str) -> Any:
    return json.loads((data / file).read_text("utf-8"))


def _article(data: Path, file: str, record: str) -> str:
    if not (data / file).is_file():
        return ""
    if file.endswith(".txt"):
        return (data / file).open(encoding="utf-8", newline="").read()
    if file.startswith("fwd-headlines"):
        return str(_rows_of(data, file)[int(record)]["title"])
    return str(_rows_of(data, file)[record]["articleBody"])


def _as_row(data: Path, file: str, record: str) -> dict[str, Any]:
    text, row = _article(data, file, record), {"source": file.partition("/")[0]}
    if file.startswith("timeline-fr"):
        return {**row, "text": text, "published": file.split("/")[2], "language": "fr"}
    return {**row, "title": text, "language": "en"} if file.startswith("fwd-headlines") else {**row, "text": text}


# ---------------------------------------------------------------- speed


def speed(n: int) -> dict[str, Any]:
    """Seconds of processor for n invented articles of 3 kB: a third of their sentences is dated, a third attributed."""
    import pandas as pd

    from helpers import claims

    articles = pd.DataFrame(list(_invented(n)))
    names = ["Port Authority", "Maravel", "Harbour Courier"]
    actors = pd.DataFrame({"id": ["a", "b", "c"], "name": names, "aliases": [[]] * 3})
    claims.candidates(articles.head(5), actors)
    start, clock = _processor(), time.perf_counter()
    found = claims.candidates(articles, actors)
    seconds, clock = _processor() - start, time.perf_counter() - clock
    size = articles["text"].str.len().sum() / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"articles": n, "megabytes": round(size, 1), "candidates": len(found), "seconds": round(seconds, 1),
            "clock": round(clock, 1), "per_10000": round(seconds / n * 10_000, 1), "peak_mb": memory}  # fmt: skip


def _processor() -> float:
    """Seconds of processor of this process and of those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


WHO = (
    "Ana Beltrán",
    "the Port Authority",
    "Maravel",
    "a spokesman for the Harbour Courier",
    "Tomas Reede",
    "the union",
)
DID = ("closed the quay", "ordered a search", "denied the report", "published the letter", "moved the cargo")
WHEN = ("on Tuesday", "in April 2020", "last month", "on 14 May 2024", "two weeks earlier", "since 2019", *[""] * 6)
REST = (
    "The old harbour has four basins, and the smallest of them has been empty for a long time, with weeds on walls.",
    "Most of the sheds along the water belong to families who mend nets there and know each other by their boats.",
    "Nobody who walks along the mole in the evening would think that so much grain goes through a place so quiet.",
)


def _invented(n: int) -> Iterator[dict[str, Any]]:
    import random

    draw = random.Random(7)
    for number in range(n):
        parts: list[str] = []
        while sum(map(len, parts)) < 3000:
            who, what, day = draw.choice(WHO), draw.choice(DID), draw.choice(WHEN)
            plain = (
                f"{who[0].upper()}{who[1:]} {what} {day} near the mole, where {draw.randint(2, 900)} people waited. "
            )
            teller = draw.choice(WHO).capitalize()
            said = f"{teller} said {day} that {who} {what}, according to a letter seen by the Courier. "
            parts.append(draw.choice((plain, said, f"{draw.choice(REST)} ")))
        yield {"source": "invented.csv", "row": str(number), "outlet": "Quay Radio", "title": f"Harbour notes {number}",
               "address": f"quay.example/{number}", "published": "2024-05-20", "text": "".join(parts),
               "language": "en"}  # fmt: skip


# ---------------------------------------------------------------- words


def told(answer: dict[str, Any], wrong: bool) -> Iterator[str]:
    """What was measured, line by line."""
    if "labelled" in answer:
        yield from _told_of_labels(answer["labelled"], wrong)
    if "speed" in answer:
        one = answer["speed"]
        yield (
            f"{one['articles']:,} articles, {one['megabytes']} MB: {one['candidates']:,} candidates in "
            f"{one['seconds']} s of processor, {one['clock']} s by the clock: {one['per_10000']} s of processor for "
            f"10,000 (aim {AIM:.0f}), {one['peak_mb']} MB"
        )


def _told_of_labels(found: dict[str, Any], wrong: bool) -> Iterator[str]:
    yield f"{'sample':<12}{'stance':<10}{'labelled':>9}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}"
    for sample, stances in found["stances"].items():
        for stance, (right, got, gold) in stances.items():
            shares = [f"{right / of:.2f}" if of else "-" for of in (got, gold)]
            yield f"{sample:<12}{stance:<10}{gold:>9}{got:>7}{right:>7}{shares[0]:>11}{shares[1]:>8}"
    for sample, (right, of) in found["speakers"].items():
        yield f"{sample}: the speaker is right in {right} of {of} sentences that name one"
    if found["left_out"]:
        yield f"{found['left_out']} sentences are left out: the file is not there, or has another text"
    if wrong:
        yield from found["wrong"]


if __name__ == "__main__":
    sys.exit(main())
