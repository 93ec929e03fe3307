"""`casebook add`: evidence into a case."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from helpers.cli.answers import load, pairs, say, where
from helpers.errors import UsageError

ABOUT = "copy evidence into a case and write its entry in case.toml"
EXAMPLES = (
    "casebook add my-case result.json --reader telegram_desktop --credit 'Harbour Watch channel'",
    "casebook add my-case news.csv --reader table --table articles --column title=headline",
)
CASE = "case"


TEXTS = {
    "table": "for `table` and `handmade`: the kit's table that the rows become",
    "zone": "the zone of times that state none, as in Europe/Berlin",
    "platform": "for `table`: the platform of all rows",
    "encoding": "the file's encoding where it is not UTF-8, as in cp1252",
}


def options(parser: argparse.ArgumentParser) -> None:
    """The files, their reader, and what is said about them."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="files or folders; copied without changing a byte")
    parser.add_argument("--reader", metavar="NAME", required=True, help="`casebook readers` lists them")
    parser.add_argument("--credit", metavar="TEXT", default="", help="who is credited; published")
    about = "how it was obtained; never published"
    parser.add_argument("--from", metavar="TEXT", dest="obtained", default="", help=about)
    parser.add_argument("--no-publish", action="store_true", help="the rows may not be published")
    about = "the folder of the case; else the reader's name"
    parser.add_argument("--into", metavar="FOLDER", default="", help=about)
    for option, about in TEXTS.items():
        parser.add_argument(f"--{option}", metavar="TEXT", default="", help=about)
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="for the reader `table`: a column of the kit, and the file's or a TOML table such as "
        'published={column="ts",as="epoch_s"}; may be given several times',
    )


def run(given: argparse.Namespace) -> None:
    """Copies evidence into a case."""
    from helpers import intake

    case = load(given)
    columns = {name: _toml(name, value) for name, value in pairs(given.column, "--column").items()}
    chosen = {"credit": given.credit, "from": given.obtained, "publish": not given.no_publish, "into": given.into}
    chosen |= {option: getattr(given, option) for option in TEXTS} | {"columns": columns}
    done = intake.add(case, [Path(name) for name in given.files], given.reader, chosen)
    lines = [f"copied  {name}" for name in done.copied] + [f"there   {name}" for name in done.known]
    wrote = f"\ncase.toml has a new entry:\n\n{done.entry}" if done.entry else "case.toml names it already."
    then = f"next:  casebook check {case.name}{where(given)}"
    data = {"copied": done.copied, "known": done.known, "entry": done.entry}
    say(given, data, "\n".join([*lines, wrote, then]))


def _toml(name: str, value: str) -> Any:
    if not value.startswith("{"):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"--column {name}={value} is not a table of TOML ({error}).") from error
