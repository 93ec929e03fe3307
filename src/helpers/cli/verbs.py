"""What each verb does: call one function of the kit, and say what came of it."""

from __future__ import annotations

import argparse
import shlex
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.cli.answers import aside, progress, say
from helpers.errors import CheckError, UsageError

OPTIONS = {
    "table": "for `table` and `handmade`: the kit's table that the rows become",
    "zone": "the zone of times that state none, as in Europe/Berlin",
    "platform": "for `table`: the platform of all rows",
    "encoding": "the file's encoding where it is not UTF-8, as in cp1252",
}


def new(given: argparse.Namespace) -> None:
    """Lays out a case."""
    from helpers import intake

    folder = intake.new(given.case, Path(given.workspace) if given.workspace else None, given.title)
    then = f"next:  casebook add {given.case} FILE --reader NAME{_where(given)}\n       casebook readers"
    say(given, {"folder": str(folder)}, f"{folder} is laid out.\n{then}")


def list_(given: argparse.Namespace) -> None:
    """Lists the cases of the workspace and those that the kit ships."""
    from helpers import cases, paths

    space = paths.find_workspace(given.workspace)
    names = [*dict.fromkeys([*space.case_names(), *paths.shipped_names()])]
    rows, lines = [], []
    for name in names:
        case, problems = cases.read(space.case_folder(name), name, space)
        sound = case is not None and not problems
        title = " ".join(case.title.split()) if case else ""
        rendered = (space.reports / name / "index.html").is_file()
        invented = bool(case and case.invented)
        row = {"case": name, "title": title, "invented": invented, "problems": len(problems), "rendered": rendered}
        rows.append(row)
        lines.append(f"{name:<{max(map(len, names))}}  " + (title if sound else f"has problems: casebook check {name}"))
    then = f"next:  casebook render {names[0] if names else 'NAME'}{_where(given)}"
    say(given, {"workspace": str(space.root), "cases": rows}, "\n".join([*lines, "", then]))


def readers(given: argparse.Namespace) -> None:
    """Lists the formats that can be read."""
    from helpers import readers

    found = [readers.get(name) for name in readers.names()]
    parts = ("about", "get_it", "cannot_say")
    rows = [{"reader": one.name} | {part: getattr(one, part) for part in parts} for one in found]
    width = max(len(row["reader"]) for row in rows)
    lines = [f"{row['reader']:<{width}}  {row['about'].split('. ')[0].rstrip('.')}" for row in rows]
    then = f"next:  casebook add CASE FILE --reader {rows[0]['reader']}"
    say(given, {"readers": rows}, "\n".join([*lines, "", then]))


def add(given: argparse.Namespace) -> None:
    """Copies evidence into a case."""
    from helpers import intake

    case = _case(given)
    columns = {name: _toml(name, value) for name, value in _pairs(given.column, "--column").items()}
    options = {"credit": given.credit, "from": given.obtained, "publish": not given.no_publish, "into": given.into}
    options |= {option: getattr(given, option) for option in OPTIONS} | {"columns": columns}
    done = intake.add(case, [Path(name) for name in given.files], given.reader, options)
    lines = [f"copied  {name}" for name in done.copied] + [f"there   {name}" for name in done.known]
    wrote = f"\ncase.toml has a new entry:\n\n{done.entry}" if done.entry else "case.toml names it already."
    then = f"next:  casebook check {case.name}{_where(given)}"
    say(
        given,
        {"copied": done.copied, "known": done.known, "entry": done.entry},
        "\n".join([*lines, wrote, then]),
    )


def check(given: argparse.Namespace) -> int:
    """Looks for problems; 3 where there are any."""
    from helpers import checks, paths

    space = paths.find_workspace(given.workspace)
    said = checks.problems(given.case, space)
    sound = f"{given.case} is sound.\nnext:  casebook render {given.case}{_where(given)}"
    if not said and checks.is_bare(given.case, space):
        then = f"next:  casebook add {given.case} FILE --reader NAME{_where(given)}\n       casebook readers"
        sound = f"{given.case} is sound, and has no evidence yet.\n{then}"
    say(given, {"problems": said}, "\n".join(said) if said else sound, ok=not said)
    return CheckError.exit_code if said else 0


def build(given: argparse.Namespace) -> None:
    """Makes the tables."""
    from helpers import build

    case = _case(given)
    with progress(given) as bar:
        built = build.build(case, progress=bar, force=given.force)
    rows = ", ".join(f"{name} {n:,}" for name, n in built.rows.items())
    made = f"made anew: {', '.join(built.made)}" if built.made else "nothing had changed"
    then = f"next:  casebook render {case.name}{_where(given)}"
    data = {"rows": built.rows, "made": built.made, "sources": built.sources}
    say(given, data, f"{case.name}: {rows}\n{made}\n{then}")


def render(given: argparse.Namespace) -> int:
    """Publishes the report, or compares two renders; 3 where they differ."""
    parameters = _pairs(given.parameter, "-p")
    case = _case(given)
    from helpers import report
    from helpers.run.grammar import without_grammar

    with progress(given) as bar, without_grammar():
        if given.check:
            differ = report.compare(case, parameters)
            same = f"{case.name}: two renders gave the same bytes."
            text = f"{case.name}: two renders differ in {', '.join(differ)}." if differ else same
            say(given, {"differ": differ}, text, ok=not differ)
            return CheckError.exit_code if differ else 0
        done = report.render(case, parameters, progress=bar, say=lambda sentence: aside(given, sentence))
    took = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in done.seconds.items())
    data = {"index": str(done.index), "files": len(done.files), "seconds": done.seconds, "remarks": done.remarks}
    then = f"next:  casebook share {case.name}{_where(given)}"
    say(given, data, f"{done.index}\n{len(done.files)} files ({took})\n{then}")
    return 0


def share(given: argparse.Namespace) -> None:
    """Writes the parcel."""
    from helpers import wording
    from helpers.report import share

    path = share.share(_case(given), Path(given.to).expanduser() if given.to else None)
    n_bytes = path.stat().st_size
    say(given, {"file": str(path), "bytes": n_bytes}, f"{path} ({wording.size(n_bytes)})")


def lab(given: argparse.Namespace) -> None:
    """Opens JupyterLab."""
    from helpers import lab, paths

    case = _case(given) if given.case else None
    lab.open_lab(case, paths.find_workspace(given.workspace).root)


# ---------------------------------------------------------------- what the verbs share


def _case(given: argparse.Namespace) -> Any:
    from helpers import cases

    return cases.load(given.case, given.workspace)


def _pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """name=value, each name once: which of two should hold is not for the kit to say."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(f'{option} takes name=value, and "{text}" is not written so.')
        if name in found:
            raise UsageError(f'{option} names "{name}" twice. Give it once; a list is written {name}=a,b.')
        found[name] = value
    return found


def _toml(name: str, value: str) -> Any:
    if not value.startswith("{"):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"--column {name}={value} is not a table of TOML ({error}).") from error


def _where(given: argparse.Namespace) -> str:
    return f" --workspace {shlex.quote(given.workspace)}" if given.workspace else ""
