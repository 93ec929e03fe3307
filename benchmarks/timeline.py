"""Timelines from articles: whether the dates that rank first are those that people chose, and what it costs.

    python benchmarks/timeline.py                                # two invented affairs, in English
    python benchmarks/timeline.py --data FOLDER --language fr    # topics in the layout of ML-Crisis
    python benchmarks/timeline.py --headlines headlines.json     # the TikTok events of June and July 2022, in order
    python benchmarks/timeline.py --speed 10000                  # articles to a ranked timeline, in one build

The measure is that of timeline summarisation (Martschat and Markert 2017, "date selection"): the first dates of a way,
as many as the reference timeline has, are compared with its dates; F1 = 2PR / (P + R), equal days alone count. It is
given twice: of any dates, and of those between the reference's first and last day, as if these were known. Beside ours
stand two baselines: the days on which most articles appeared, and the dates that `dateparser` finds most often in
the same texts, whole. The mean is that of the topics. `reachable` is the F1 of who knows which of the dates that our
rules found are right: what nobody could exceed who chooses among them. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _timeline import headlines, speed, texts, ways  # noqa: E402

OWN = HERE.parent / "tests" / "fixtures" / "timeline"
AIM = 1.2  # times each baseline


def main() -> int:
    """Measures what is asked for and prints it; 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", metavar="FOLDER", type=Path, default=OWN)
    parser.add_argument("--language", default="en")
    parser.add_argument("--ways", nargs="+", choices=ways.WAYS, default=list(ways.WAYS))
    parser.add_argument("--headlines", metavar="FILE", type=Path)
    parser.add_argument("--speed", metavar="N", type=int)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.headlines:
        return _headlines(given.headlines)
    if given.speed:
        return _speed(given.speed, given.json)
    return _dates(given.data, given.language, given.ways, given.json)


def _dates(folder: Path, language: str, chosen: list[str], as_json: bool) -> int:
    found = texts.topics(folder)
    if not found:
        print(f"{folder} has no topic with articles and a reference. See the layout at the top of this file.")
        return 1
    days: dict[str, list[list[str]]] = {}
    seconds: dict[str, float] = {}
    for name in chosen:
        start = time.process_time()
        days[name] = [ways.WAYS[name](topic, language) for topic in found]
        seconds[name] = time.process_time() - start
    if "casebook" in days:
        ours = zip(found, days["casebook"], strict=True)
        days["reachable"] = [sorted(some, key=lambda day: day not in topic.reference) for topic, some in ours]
    scores = {within: _scores(found, days, within) for within in (False, True)}
    if as_json:
        named = {"any": scores[False], "within": scores[True]}
        print(json.dumps({"topics": [t.name for t in found], "f1": named, "seconds": seconds}, indent=1))
    else:
        _print(found, scores, seconds)
    baselines = [row[-1] for name, row in scores[False].items() if name not in ("casebook", "reachable")]
    return int("casebook" in days and scores[False]["casebook"][-1] < AIM * max(baselines, default=0))


def _scores(found: list[texts.Topic], days: dict[str, list[list[str]]], within: bool) -> dict[str, list[float]]:
    """For each way the F1 of each topic, and their mean."""
    made = {}
    for name, chosen in days.items():
        row = [ways.f1(some, topic.reference, within) for topic, some in zip(found, chosen, strict=True)]
        made[name] = [*row, sum(row) / len(row)]
    return made


def _print(found: list[texts.Topic], scores: dict[bool, dict[str, list[float]]], seconds: dict[str, float]) -> None:
    for topic in found:
        print(f"{topic.name}: {len(topic.articles)} articles, {len(topic.reference)} dates in the reference")
    for within, rows in scores.items():
        about = "between the reference's first and last day" if within else "of any dates"
        print(f"\ndate F1 {about}")
        print(f"{'':<14}{''.join(f'{topic.name:>12}' for topic in found)}{'mean':>12}{'seconds':>10}")
        for name, row in sorted(rows.items(), key=lambda one: -one[1][-1]):
            took = f"{seconds[name]:>10.1f}" if name in seconds else ""
            print(f"{name:<14}{''.join(f'{score:>12.3f}' for score in row)}{took}")


def _headlines(file: Path) -> int:
    shown = headlines.events(file, "TikTok", "2022-06-01", "2022-08-01")
    for one in shown.itertuples():
        print(f"{one.date or 'no date':<12} rank {one.rank:>5}  {one.title[:90]}")
        if len(one.told_by) > 1:
            print(f"{'':12} {len(one.told_by)} outlets: {', '.join(one.told_by)}")
    return 0


def _speed(n: int, as_json: bool) -> int:
    measured = [speed.measured(size) for size in (n // 4, n)]
    grows = speed.exponent(*measured)
    if as_json:
        print(json.dumps({"runs": measured, "exponent": grows}, indent=1))
        return 0
    for one in measured:
        took = f"{one['seconds']:.1f} s, {one['processor']:.1f} s of processor, {one['peak']:,.0f} MB"
        made = f"{one['candidates']:,} candidates, {one['events']:,} events"
        print(f"{one['articles']:,} articles ({one['megabytes']:.0f} MB): {took}; {made}")
    print(f"processor time grows with the articles to the power of {grows:.2f}")
    return int(measured[1]["seconds"] > 60 or measured[1]["peak"] > 1024)


if __name__ == "__main__":
    raise SystemExit(main())
