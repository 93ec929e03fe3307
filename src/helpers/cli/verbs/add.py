"""`casebook add`: evidence into a case."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.cli.answers import aside, load, out, pairs, say, where
from helpers.errors import CasebookError, UsageError

if TYPE_CHECKING:
    from helpers.cases import Case
    from helpers.intake import Added, Candidate, Offer, Preview

ABOUT = "look at evidence, say which reader reads it, copy it into a case and write its entry in case.toml"
EXAMPLES = (
    "casebook add my-case posts.csv result.json",
    "casebook add my-case posts.csv --dry-run",
    "casebook add my-case result.json --reader telegram_desktop --credit 'Harbour Watch channel'",
    "casebook add my-case news.csv --reader table --table articles --column title=headline",
)
CASE = "case"


TEXTS = {
    "table": "for `table` and `handmade`: the kit's table that the rows become",
    "zone": "the zone of times that state none, as in Europe/Berlin",
    "platform": "for `table`: the platform of all rows",
    "encoding": "the file's encoding where it is not UTF-8, as in cp1252",
    "delimiter": "for `table`: what stands between the cells, where it is not found out",
    "at": "for `table`: where in a JSON document the list stands, as in data.items",
    "sheet": "the sheet of a workbook that has several",
    "member": "the file in an archive that has several",
    "language": "the language of the names of months, as in nl",
    "order": "the order of day and month, where the rows do not tell it: day first or month first",
    "unpacked": 'how large a packed file may be when it is unpacked, as in "20 GB"',
}


def options(parser: argparse.ArgumentParser) -> None:
    """The files, their reader, and what is said about them."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="files or folders; copied without changing a byte")
    parser.add_argument("--reader", metavar="NAME", default="", help="else the readers are ranked, and you are asked")
    parser.add_argument("--yes", action="store_true", help="take the first reader, if there is no doubt about it")
    parser.add_argument("--dry-run", action="store_true", help="look and say, and change nothing")
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


def run(given: argparse.Namespace) -> int:
    """Looks at evidence, and copies it into a case."""
    columns = {name: _toml(name, value) for name, value in pairs(given.column, "--column").items()}
    words = {"credit": given.credit, "from": given.obtained, "publish": not given.no_publish, "into": given.into}
    words |= {option: getattr(given, option) for option in TEXTS} | {"columns": columns}
    files = [Path(name) for name in given.files]
    case = load(given)
    if not given.reader:
        return _Asked(given, case, files, words).run()
    done = _take(given, case, files, given.reader, words)
    shown = _shown(case, files[0], given.reader, words)
    data = _data(done) | {"preview": shown if isinstance(shown, str) else shown.as_dict()}
    say(given, data, "\n".join(_answer(given, case, done, shown, files)))
    return 0


def _toml(name: str, value: str) -> Any:
    if not value.startswith("{"):
        return value
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"--column {name}={value} is not a table of TOML ({error}).") from error


# ---------------------------------------------------------------- with a reader


def _take(given: argparse.Namespace, case: Case, files: list[Path], reader: str, words: dict[str, Any]) -> Added:
    from helpers import intake

    twice = intake.same_bytes(case, [path for path in files if path.exists()])
    done = intake.add(case, files, reader, words, dry_run=given.dry_run)
    for sentence in twice if done.copied else ():
        aside(given, f"{sentence} Rows without an id count twice.")
    return done


def _shown(case: Case, file: Path, reader: str, words: dict[str, Any]) -> Preview | str:
    from helpers import intake

    try:
        return intake.preview(case, file.expanduser(), reader, words)
    except CasebookError as error:
        return str(error)


def _data(done: Added) -> dict[str, Any]:
    return {"copied": done.copied, "known": done.known, "entry": done.entry}


def _answer(
    given: argparse.Namespace, case: Case, done: Added, shown: Preview | str | None, files: list[Path]
) -> list[str]:
    from helpers.cli import offered

    copied, has = ("would be copied", "would have") if given.dry_run else ("copied", "has")
    lines = [f"{copied}  {name}" for name in done.copied] + [f"there   {name}" for name in done.known]
    if shown is not None and done.entry:
        of = "" if len(files) == 1 else str(files[0])
        lines += ["", *offered.preview(shown, file=of)]
    wrote = f"\ncase.toml {has} a new entry:\n\n{done.entry}" if done.entry else "case.toml names it already."
    then = "" if given.dry_run else f"next:  casebook check {case.name}{where(given)}"
    return [*lines, wrote, *([then] if then else [])]


# ---------------------------------------------------------------- without one


class _Asked:
    """Files whose reader nobody named: what is offered for them, and what the person says."""

    def __init__(self, given: argparse.Namespace, case: Case, files: list[Path], words: dict[str, Any]) -> None:
        from helpers import intake

        self.given, self.case, self.words = given, case, words
        known = {key: value for key, value in words.items() if value not in (None, "", {})}
        self.offers = intake.offers(case, files, known)
        self.silent = False
        self.told: list[dict[str, Any]] = []
        self.added: list[Added] = []

    def run(self) -> int:
        """Adds what may be added, or says why not; 2 where something was to be decided and nobody could be asked."""
        todo = [offer for offer in self.offers if not offer.covered[1]]
        doubts = [doubt for offer in todo for doubt in offer.doubts]
        can_ask = not (self.given.json or self.given.yes or self.given.dry_run) and sys.stdin.isatty()
        takes = self.given.yes and not doubts and not self.given.dry_run
        self.silent = self.given.json or (self.given.quiet and takes)
        for offer in self.offers:
            self._one(offer, can_ask, takes)
        left = todo if not (self.given.dry_run or can_ask or takes) else []
        data = {"files": self.told, "added": [_data(done) for done in self.added]}
        if not left:
            self._say(data)
            return 0
        why = self._why(left, doubts)
        if self.given.json:
            say(self.given, {"exit": UsageError.exit_code, "error": why, **data}, "", ok=False)
            return UsageError.exit_code
        raise UsageError(why)

    def _say(self, data: dict[str, Any]) -> None:
        if self.given.json:
            say(self.given, data, "")
        elif not (self.given.dry_run or self.silent):
            n = sum(len(done.copied) + len(done.known) for done in self.added)
            out(f"next:  casebook check {self.case.name}{where(self.given)}" if n else "Nothing was added.")

    def _print(self, lines: list[str]) -> None:
        if lines and not self.silent:
            out("\n".join(lines))

    def _one(self, offer: Offer, can_ask: bool, takes: bool) -> None:
        from helpers.cli import offered

        names = [str(path) for path in offer.files]
        about: dict[str, Any] = {"files": names, "doubts": offer.doubts, "covered_by": offer.covered[1]}
        about["candidates"] = [one.as_dict() for one in offer.rankings[0].candidates]
        self.told.append(about)
        if offer.covered[1]:
            self._print([f"{offer.covered[0]} is read by {offer.covered[1]} already: case.toml names it."])
            return
        if (
            offer.rankings[0].problem and not offer.choices
        ):  # it cannot be looked into: whose it is, is not the question
            self._print(offer.doubts)
            return
        self._print(offered.ranking(offer))
        if not offer.choices:
            self._print(["Name its reader with --reader; `casebook readers` lists them."])
            return
        self._choose(offer, about, can_ask, takes)

    def _choose(self, offer: Offer, about: dict[str, Any], can_ask: bool, takes: bool) -> None:
        """Shows the first choice, and another one as long as the person names its number."""
        from helpers.cli import offered

        choice = offer.choices[0]
        while True:
            shown = offer.shown(self.case, choice)
            about |= {"reader": choice.reader, "options": offer.options(choice)}
            about["preview"] = shown if isinstance(shown, str) else shown.as_dict()
            self._print(["", *offered.preview(shown), *offered.proposed(offer, choice)])
            if (can_ask or self.given.dry_run) and not offer.proposal:
                self._print(list(offer.doubts))
            answer = offered.ask(choice, len(offer.choices)) if can_ask else "y" if takes else ""
            if answer.isdigit():
                choice = offer.choices[int(answer) - 1]
                continue
            if answer:
                self._add(offer, choice)
            return

    def _add(self, offer: Offer, choice: Candidate) -> None:
        from helpers import cases, intake

        words = offer.options(choice) | {"into": self.given.into}
        done = intake.add(self.case, offer.files, choice.reader, words)
        self.case = cases.load(self.case.name, self.case.workspace)
        self.added.append(done)
        self._print(["", *_answer(self.given, self.case, done, None, offer.files)[:-1]])

    def _why(self, left: list[Offer], doubts: list[str]) -> str:
        from helpers.cli import offered

        said = ["Nothing was added.", *dict.fromkeys(doubts)]
        if not doubts:
            said = ["Nothing was added, because nobody could be asked. Add --yes to take the first reader."]
        known = [offer for offer in left if offer.choices and not (offer.best and offer.best.lacking)]
        commands = [offered.command(self.case.name, one, one.choices[0], where(self.given)) for one in known]
        said += ["Name the reader yourself:", *commands] if known else []
        return "\n".join([" ".join(said[: len(said) - len(commands)]), *(f"  {one}" for one in commands)])
