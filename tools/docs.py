"""Writes the generated pages of `docs/` again: `make docs`. A test compares them with what this would write."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from helpers import errors, readers, tables
from helpers.cli import arguments
from helpers.readers import Csv, Json, Ndjson, Reader, Shape

DOCS = Path(__file__).resolve().parents[1] / "docs"
SHARED = {"--workspace", "--quiet", "--json"}
PACKED = """Every text format may come plain or as .gz, .zst, .xz or .zip, in UTF-8, UTF-16, or any encoding that the
entry in `case.toml` names; what is read as CSV may also be a spreadsheet (.xlsx, .xlsm, .ods, .xls):
[how](how-to/add-an-export.md#packed-in-another-encoding-or-a-spreadsheet)."""


def formats() -> str:
    """Every reader, in the words of its own docstring: what `docs/formats.md` holds."""
    parts = ["# Formats", "", "Generated from `src/helpers/readers/`; `make docs` writes it.", ""]
    parts += ["`case.toml` names the reader of every source; nothing is guessed. `casebook readers` lists them.", ""]
    parts += [PACKED, ""]
    parts += [f"- [`{name}`](#{name}): {_first_sentence(readers.get(name).about)}" for name in readers.names()]
    for name in readers.names():
        parts += ["", *_reader(readers.get(name))]
    return "\n".join(parts) + "\n"


def _reader(reader: Reader) -> Iterator[str]:
    yield from (f"## {reader.name}", "", reader.about, "")
    yield from (f"**Get it:** {reader.get_it}", "", f"**It cannot say:** {reader.cannot_say}")
    if hasattr(reader.module, "options"):
        return
    shapes = reader.shapes({})
    made = dict.fromkeys(table for shape in shapes for table in shape.fields)
    yield from ("", f"**Makes:** {', '.join(made)}. **Read as:** {', '.join(dict.fromkeys(map(_read_as, shapes)))}.")
    needed = [text for text in dict.fromkeys(map(_needed, shapes)) if text]
    if needed:
        yield from ("", f"**Cannot do without:** {'. Or, in another shape: '.join(needed)}.")


def _needed(shape: Shape) -> str:
    return "; ".join(f"`{field.paths[0]}`, {field.needed}" for field in shape.needed().values())


def _read_as(shape: Shape) -> str:
    form = shape.format
    if isinstance(form, Csv):
        return "CSV"
    if isinstance(form, Ndjson):
        return "one JSON object a line"
    if isinstance(form, Json):
        return f"JSON with a list at `{form.at}`" if form.at else "a JSON list"
    return "a form of its own"


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def command() -> str:
    """Every verb with its arguments, and the exit codes: what `docs/command.md` holds."""
    parser, verbs = arguments.parser()
    parts = ["# The command", "", "Generated from `src/helpers/cli/`; `make docs` writes it.", ""]
    parts += [parser.description or "", "`casebook --help` and `casebook VERB --help` say the same on a terminal.", ""]
    parts += ["| verb | what it does |", "|---|---|"]
    parts += [f"| [`{name}`](#casebook-{name}) | {_about(verb)} |" for name, verb in verbs.items()]
    shared = [action for action in next(iter(verbs.values()))._actions if set(action.option_strings) & SHARED]
    parts += ["", "Every verb takes these:", "", *_arguments(shared)]
    for name, verb in verbs.items():
        parts += ["", *_verb(name, verb)]
    return "\n".join([*parts, "", *_exit_codes()]) + "\n"


def _verb(name: str, verb: argparse.ArgumentParser) -> Iterator[str]:
    yield from (f"## casebook {name}", "", verb.description or "")
    own = [action for action in verb._actions if not set(action.option_strings) & {"--help", *SHARED}]
    yield from ("", *_arguments(own)) if own else ()
    examples = (verb.epilog or "").removeprefix("example:").splitlines()
    yield from ("", *(f"    {line.strip()}" for line in examples))


def _arguments(actions: Iterable[argparse.Action]) -> Iterator[str]:
    yield from ("| argument | what it is |", "|---|---|")
    for action in actions:
        must = "; must be given" if action.required and action.option_strings else ""
        yield f"| `{_written(action)}` | {action.help}{must} |"


def _about(verb: argparse.ArgumentParser) -> str:
    words = (verb.description or "").rstrip(".")
    return words[:1].lower() + words[1:]


def _written(action: argparse.Action) -> str:
    words = ", ".join(action.option_strings)
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    more = {"?": f"[{value}]", "+": f"{value} ..."}.get(str(action.nargs), value)
    return " ".join(part for part in (words, more) if part)


def _exit_codes() -> Iterator[str]:
    tree: list[type[errors.CasebookError]] = [errors.CasebookError, *errors.CasebookError.__subclasses__()]
    yield from ("## Exit codes", "", "| code | what happened |", "|---|---|", "| 0 | done |")
    for code, words in ((1, "the run failed"), (2, "wrong use"), (3, "a check or a gate did not hold")):
        yield f"| {code} | {words}: {', '.join(f'`{one.__name__}`' for one in tree if one.exit_code == code)} |"


PAGES: dict[str, Callable[[], str]] = {"data-model.md": tables.markdown, "formats.md": formats, "command.md": command}


def main() -> None:
    """Writes each page, and says which."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
        print(f"docs/{name} written")


if __name__ == "__main__":
    main()
