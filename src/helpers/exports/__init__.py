"""Events for other people's tools. One file, one format: `ABOUT` (one line) and `write`.

    def write(events, case, folder):      a list of `Event`, in order of time; the case; a folder that is there
        return [path, ...]                the files it wrote

The folder is the registry; a format's name is its file's, with `-` for `_`. What a format cannot say exactly it says
less exactly, never more: a month stays a month, or becomes its first instant with the word "month" beside it.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from helpers import claims
from helpers.cases import Case
from helpers.claims._events import method_of
from helpers.errors import CheckError, UsageError, did_you_mean
from helpers.exports._events import Event, listed
from helpers.exports._files import made_folder

FOLDER = "exports"


@dataclass(frozen=True)
class Exported:
    """What an export wrote: its files, how many events stand in them, and which were left out, by title."""

    files: tuple[Path, ...]
    n_events: int
    undated: tuple[str, ...]
    undecided: tuple[str, ...]


def names() -> list[str]:
    """The names of all formats, in order."""
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return sorted(name.replace("_", "-") for name in found)


def get(name: str) -> ModuleType:
    """The file of a format; a `UsageError` with the nearest name if there is none."""
    if name not in names():
        raise UsageError(f'There is no format "{name}".{did_you_mean(name, names())} There are {", ".join(names())}.')
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")


def export(case: Case, name: str, folder: Path | None = None, *, decided: bool = False) -> Exported:
    """Writes the events of a built case in a format, into `exports/<case>/` of the workspace or another folder.

    With `decided`, only what people stated or accepted is exported: events, and the claims that they list. Events
    without a date stand only where a format has room for them, and are named else. A `CheckError` where a source may
    not be published, as for `share`; a `TableError` where the events are older than the evidence.
    """
    chosen = get(name)
    withheld = [", ".join(source.files) for source in case.sources if not source.publish]
    if withheld:
        raise CheckError(
            f"{case.name} cannot be exported: {'; '.join(withheld)} is marked publish = false in case.toml. "
            "An export that leaves such rows out does not exist yet."
        )
    every = listed(case.table("events"))
    undecided = [event for event in every if decided and event.method == "extracted"]
    kept = [event for event in every if not decided or event.method != "extracted"]
    takes_undated = getattr(chosen, "UNDATED", False)
    undated = [event for event in kept if not (takes_undated or event.edtf)]
    kept = [event for event in kept if takes_undated or event.edtf]
    if decided:
        rows = _decided(case)
        kept = [replace(event, claims=tuple(one for one in event.claims if one in rows)) for event in kept]
    into = made_folder(folder or case.workspace.root / FOLDER / case.name)
    files = tuple(chosen.write(kept, case, into))
    titles = (tuple(event.title for event in left) for left in (undated, undecided))
    return Exported(files, len(kept), *titles)


def _decided(case: Case) -> set[str]:
    """The ids of the claims that people stated, and of the candidates that they accepted."""
    decisions = case.table("decisions") if case.has("decisions") else None
    stated = case.table("claims", ["id", "event", "method"]) if case.has("claims") else None
    found: set[str] = set()
    if case.has("candidates"):
        rows = claims.decided(case.table("candidates", ["id"]), decisions, stated)
        found |= set(rows.loc[rows["standing"].notna(), "id"])
    if stated is not None:
        rows = claims.decided_claims(stated, decisions)
        methods = rows["method"].astype(object).where(rows["method"].notna(), None)
        found |= {
            one for one, how in zip(rows["id"], methods, strict=True) if method_of({"method": how}) != "extracted"
        }
    return found


__all__ = ["FOLDER", "Event", "Exported", "export", "get", "listed", "names"]
