"""A file to try: a sample and a list of changes, made again from a seed and a number at any time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fuzz_bytes import BOMBS, CODECS, ON_BYTES, ON_MARK_UP, PACKING, WHOLE, bomb
from fuzz_nasty import NAMES
from fuzz_records import ON_DOCUMENTS, ON_SHEETS, documents, sheet
from reader_samples import Sample, make_case, samples

from helpers.cases import Case
from helpers.store import Csv

Step = tuple[str, str, int]  # level, name of the change, and its own seed


@cache
def kinds() -> dict[str, str]:
    """The kind of every sample: sheet, documents, mark_up or lines."""
    return {sample.stem: _kind(sample) for sample in samples()}


def _kind(sample: Sample) -> str:
    if isinstance(sample.shape.format, Csv):
        return "sheet"
    if sample.path.suffix in (".json", ".ndjson", ".jsonl"):
        return "documents"
    return "mark_up" if sample.path.suffix == ".xml" or sample.path.is_dir() else "lines"


@dataclass
class Draft:
    """One file: what it is made of, and after `make` what it is."""

    seed: int
    number: int
    stem: str
    steps: list[Step]
    plain: bytes | None = field(default=None, repr=False)  # what the packed file holds, where that is certain
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        steps = ", ".join(f"{level}:{name}" for level, name, _ in self.steps)
        return f"seed {self.seed}, number {self.number}: {self.stem} ({steps})"

    def make(self, root: Path) -> Case:
        """Writes the changed sample as a case of one source."""
        sample = Sample(self.stem)
        folder = root / "made"
        folder.mkdir(parents=True)
        target = folder / sample.path.name
        (shutil.copytree if sample.path.is_dir() else shutil.copy)(sample.path, target)
        path = self._one_of(target)
        data, suffix = self._changed(path.read_bytes())
        path.unlink()
        path = path.with_name(self._name(path) + suffix)
        path.write_bytes(data)
        target = target if target.is_dir() else path
        self.options = sample.options | dict(self._stated())
        return make_case(root, {target.name: target}, sample.reader.name, **self.options)

    def _one_of(self, target: Path) -> Path:
        if not target.is_dir():
            return target
        files = sorted(path for path in target.rglob("*") if path.is_file())
        return Random(f"{self.seed}/{self.number}/file").choice(files)

    def _changed(self, data: bytes) -> tuple[bytes, str]:
        data = self._records(data)
        for level, changes in (("bytes", ON_BYTES), ("mark_up", ON_MARK_UP)):
            for rng, name in self._of(level):
                data = changes[name](rng, data)
        self.plain, suffix = data, ""
        for rng, name in self._of("packed"):
            suffix, change = PACKING[name]
            data = change(rng, data)
            self.plain = self.plain if name in WHOLE else None
        for rng, name in self._of("bomb"):
            suffix = PACKING[name][0]
            data, self.plain = bomb(rng, data, name), None
        for rng, name in self._of("damage"):
            data, self.plain = ON_BYTES[name](rng, data), None
        return data, suffix if self.number % 3 else ""  # first bytes tell the packing, whatever the name

    def _records(self, data: bytes) -> bytes:
        steps = list(self._of("records"))
        if not steps:
            return data
        text, kind = data.decode("utf-8-sig"), kinds()[self.stem]
        delimiter = getattr(Sample(self.stem).shape.format, "delimiter", ",")
        held: Any = sheet(text, delimiter) if kind == "sheet" else documents(text)
        changes: dict[str, Callable[[Random, Any], None]] = dict(ON_SHEETS if kind == "sheet" else ON_DOCUMENTS)
        for rng, name in steps:
            if (held.rows and held.rows[0]) if kind == "sheet" else held.listed:
                changes[name](rng, held)
        return str(held.text()).encode("utf-8", "surrogatepass")

    def _name(self, path: Path) -> str:
        return next((f"{NAMES[n % len(NAMES)]}{path.suffix}" for _, _, n in self._at("name")), path.name)

    def _stated(self) -> list[tuple[str, str]]:
        return [("encoding", name) for _, name, _ in self._at("stated")]

    def _at(self, level: str) -> list[Step]:
        return [step for step in self.steps if step[0] == level]

    def _of(self, level: str) -> list[tuple[Random, str]]:
        return [(Random(seed), name) for _, name, seed in self._at(level)]


def draft(seed: int, number: int) -> Draft:
    """The file of this number: every sample has its turn, with one to five changes."""
    rng = Random(f"{seed}/{number}")
    stems = sorted(kinds())
    Random(f"{seed}/{number // len(stems)}").shuffle(stems)
    stem = stems[number % len(stems)]
    return Draft(seed, number, stem, [(level, name, rng.randrange(1 << 30)) for level, name in _chosen(rng, stem)])


def _chosen(rng: Random, stem: str) -> list[tuple[str, str]]:
    kind = kinds()[stem]
    records = {"sheet": ON_SHEETS, "documents": ON_DOCUMENTS}.get(kind, {})
    found: list[tuple[str, str]] = []
    if records and rng.random() < 0.75:
        found += [("records", rng.choice(list(records))) for _ in range(rng.randint(1, 3))]
    if kind == "mark_up" and rng.random() < 0.75:
        found += [("mark_up", rng.choice(list(ON_MARK_UP))) for _ in range(rng.randint(1, 2))]
    if not found or rng.random() < 0.3:
        found += [("bytes", rng.choice(list(ON_BYTES))) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.2:
        found.append(("packed", rng.choice(list(PACKING))))
        if rng.random() < 0.4:
            found.append(("damage", rng.choice(("flip", "cut", "drop", "insert", "twice", "noise"))))
    elif rng.random() < 0.015:
        found.append(("bomb", rng.choice(BOMBS)))
    if rng.random() < 0.06:
        found.append(("name", "nasty"))
    if rng.random() < 0.06 and kind != "mark_up":
        found.append(("stated", rng.choice((*CODECS, "utf-99", "utf-8", "base64", "rot13", "idna"))))
    return found
