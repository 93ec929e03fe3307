"""The parcel: one zip with the one-file report, the figures with their tables, the manifest, and how to check them.

`README.txt` is for whoever opens it: what it is, how to read it, how to check it, how to make it again. `SHA256SUMS`
has the hash of every file but its own, in the form that `sha256sum -c` reads. The same report gives the same bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.cases import Case
from helpers.errors import CheckError, ReportError
from helpers.report.publication import manifest, publish

FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can state: the same report gives the same bytes
UNIX = 3
README, SUMS = "README.txt", "SHA256SUMS"
INVENTED = "\nThe case is invented, for practice: nobody and nothing in it is real.\n"
TEXT = Path(__file__).with_name("parcel.txt")


def share(case: Case, to: Path | None = None) -> Path:
    """Writes `reports/<case>.zip` (or `to`, a file or a folder) and returns its path.

    A `CheckError` where a source may not be published, where the report was made of other files than the case has
    now (a file that was taken out of the case must not leave the house in an old report), or where a file of the
    report is not the one that was made.
    """
    withheld = [", ".join(source.files) for source in case.sources if not source.publish]
    if withheld:
        raise CheckError(
            f"{case.name} cannot be shared: {'; '.join(withheld)} is marked publish = false in case.toml. "
            "A public edition that leaves such rows out does not exist yet."
        )
    if not (case.reports / "report.html").is_file():
        raise ReportError(f"{case.name} has no report yet. Run `casebook render {case.name}` first.")
    name = f"{case.name}.zip"
    target = case.reports.parent / name if to is None else to / name if to.is_dir() else to
    with publish.locked(case.reports):
        made = manifest.published(case.reports)
        _must_be_current(case, made)
        _write(target, case.name, parcel(case, made))
    return target


def _must_be_current(case: Case, made: Mapping[str, Any]) -> None:
    """A `CheckError` where the report shows other files than the case has, by name and by hash, or was altered."""
    shown = {one["source"]: one["sha256"] for one in made.get("inputs", ())}
    built = {name: one["sha256"] for name, one in case.built.get("inputs", {}).items()}
    now = {one.name: built.get(one.name) for one in case.inputs}
    differ = sorted({name for name, _ in shown.items() ^ now.items()})
    said = [f"{differ[0]} is not the one that it shows"] if differ else case.stale()
    again = f"Run `casebook render {case.name}` again."
    if said:
        raise CheckError(f"The report of {case.name} is not of the case as it is now: {said[0]}. {again}")
    altered = manifest.differing(case.reports, made.get("files", {}))
    if altered:
        raise CheckError(
            f"The report of {case.name} is not as it was made: {altered[0]} is another file than manifest.json lists. "
            f"{again}"
        )


def parcel(case: Case, made: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of the parcel by name, in their order in it; `made` is the manifest of the report."""
    listed = {name: (case.reports / name).read_bytes() for name in _parts(case.reports)}
    readme = _readme(case, made, listed).encode("utf-8")
    whole = {README: readme, **listed}
    return {README: readme, SUMS: sums(whole).encode("utf-8"), **listed}


def sums(files: Mapping[str, bytes]) -> str:
    """A line `<SHA-256>  <file>` for each file, by name, as `sha256sum` writes them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def _readme(case: Case, made: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    title, version = " ".join(case.title.split()), made.get("versions", {}).get("casebook-kit", "")
    shown = {
        "title": title,
        "line": "=" * len(title),
        "question": " ".join(case.question.split()),
        "invented": INVENTED if case.invented else "",
        "made": str(made.get("finished", "")).replace("T", " ").removesuffix("+00:00")[:16],
        "kit": "Casebook" + (f" {version}" if version[:1].isdigit() else ""),
        "command": made.get("command", ""),
        "fingerprint": made.get("fingerprint", ""),
        "head": (made.get("ledger") or {}).get("head") or "this report does not have it",
        "sums": sums(files).rstrip("\n"),
    }
    return TEXT.read_text("utf-8").format_map(shown)


def _write(target: Path, top: str, files: Mapping[str, bytes]) -> None:
    half = target.with_name(f".{target.name}.half")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
            for name, content in files.items():
                info = zipfile.ZipInfo(f"{top}/{name}", FIXED)
                info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, UNIX
                opened.writestr(info, content)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ReportError(f"{target} cannot be written: {error.strerror or error}.") from error


def _parts(folder: Path) -> Iterable[str]:
    figures = sorted((folder / "figures").glob("*")) if (folder / "figures").is_dir() else []
    return ["report.html", *(f"figures/{path.name}" for path in figures), manifest.NAME]
