"""The parcel: one zip with the one-file report, the figures with their tables, and the manifest."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from helpers.cases import Case
from helpers.errors import CheckError, ReportError
from helpers.report import manifest, publish

FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can state: the same report gives the same bytes
UNIX = 3


def share(case: Case, to: Path | None = None) -> Path:
    """Writes `reports/<case>.zip` (or `to`, a file or a folder) and returns its path.

    A `CheckError` where a source may not be published, or where the report was made of other files than the case has
    now: a file that was taken out of the case must not leave the house in an old report.
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
        _must_be_current(case)
        _write(case, target)
    return target


def _must_be_current(case: Case) -> None:
    """A `CheckError` where the report shows other files than the case has: by name and by hash."""
    made = json.loads((case.reports / manifest.NAME).read_text("utf-8"))
    shown = {one["source"]: one["sha256"] for one in made["inputs"]}
    built = {name: one["sha256"] for name, one in case.built.get("inputs", {}).items()}
    now = {one.name: built.get(one.name) for one in case.inputs}
    differ = sorted({name for name, _ in shown.items() ^ now.items()})
    said = [f"{differ[0]} is not the one that it shows"] if differ else case.stale()
    if said:
        raise CheckError(
            f"The report of {case.name} is not of the case as it is now: {said[0]}. "
            f"Run `casebook render {case.name}` again."
        )


def _write(case: Case, target: Path) -> None:
    half = target.with_name(f".{target.name}.half")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parcel:
            for path in _parts(case.reports):
                info = zipfile.ZipInfo(f"{case.name}/{path.relative_to(case.reports).as_posix()}", FIXED)
                info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, UNIX
                parcel.writestr(info, path.read_bytes())
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ReportError(f"{target} cannot be written: {error.strerror or error}.") from error


def _parts(folder: Path) -> list[Path]:
    figures = sorted((folder / "figures").glob("*")) if (folder / "figures").is_dir() else []
    return [folder / "report.html", *figures, folder / manifest.NAME]
