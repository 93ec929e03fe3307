"""Which verbs and options there are. Nothing heavy is imported here: `casebook --help` must be fast."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from helpers.cli import answers, verbs
from helpers.errors import UsageError, did_you_mean

Verbs = dict[str, argparse.ArgumentParser]

_NEXT = """\
next:  casebook new my-case --workspace ~/cases      lay out a private investigation
       casebook list                                 what is here
       casebook render harbour-fire                  a report of the invented practice case
exit codes: 0 done, 1 the run failed, 2 wrong use, 3 a check or gate did not hold"""
_FORM = argparse.RawDescriptionHelpFormatter


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_sentence(message, self.prog)} See `{self.prog} --help`.")

    def _print_message(self, message: str, file: Any = None) -> None:
        answers.out(message, end="")


def _sentence(message: str, prog: str) -> str:
    lacking = re.fullmatch(r"the following arguments are required: (.+)", message)
    if lacking:
        *head, last = lacking[1].split(", ")
        return f"{prog} needs {', '.join(head) + ' and ' if head else ''}{last}."
    valueless = re.fullmatch(r"argument (\S+): expected one argument", message)
    if valueless:
        return f"{valueless[1]} needs a value."
    return f"{message[0].upper()}{message[1:].rstrip('.')}."


def refuse_unknown(words: list[str], known: Verbs) -> None:
    """A `UsageError` with the nearest word for a verb or an option that there is not."""
    verb = next((word for word in words if not word.startswith("-")), None)
    before = words[: words.index(verb)] if verb is not None else words
    for word in before:
        if word not in ("-h", "--help", "--version"):
            _refuse_option(word.partition("=")[0], "casebook", ["--help", "--version"], known)
    if verb is None:
        return
    if verb not in known:
        raise UsageError(f'There is no verb "{verb}".{did_you_mean(verb, known)} `casebook --help` lists them.')
    options = known[verb]._option_string_actions
    for word in words[: words.index("--")] if "--" in words else words:
        name = word.partition("=")[0]
        if not name.startswith("-") or len(name) == 1 or " " in word or re.fullmatch(r"-[\d.]+", word):
            continue
        if name not in options and (name.startswith("--") or name[:2] not in options):
            _refuse_option(name, f"casebook {verb}", list(options), {})


def _refuse_option(name: str, of: str, options: list[str], elsewhere: Verbs) -> NoReturn:
    if any(name in each._option_string_actions for each in elsewhere.values()):
        raise UsageError(f"{name} stands after the verb, as in `casebook list {name}`. See `{of} --help`.")
    raise UsageError(f'{of} has no option "{name}".{did_you_mean(name, options)} See `{of} --help`.')


def refuse_rest(rest: list[str], verb: str) -> None:
    """A `UsageError` for words that the verb has no use for."""
    if rest:
        raise UsageError(f"casebook {verb} does not take {' '.join(rest)}. See `casebook {verb} --help`.")


def parser() -> tuple[argparse.ArgumentParser, Verbs]:
    """The parser of the whole command, and those of its verbs."""
    made = _Parser(
        prog="casebook",
        description="From a folder of evidence to HTML reports in which every sentence leads back to its row.",
        epilog=_NEXT,
        formatter_class=_FORM,
        allow_abbrev=False,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="show the version and stop")
    known = made.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    _add_lists(known)
    _add_evidence(known)
    _add_reports(known)
    return made, dict(known.choices)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading the metadata costs more than all the rest."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from helpers import __version__

        answers.out(f"casebook {__version__}")
        parser.exit()


def _verb(
    known: Any, name: str, run: Callable[..., Any], about: str, *examples: str, case: str = "case"
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = known.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog="\n".join(f"{'example:' if n == 0 else '':<8}  {example}" for n, example in enumerate(examples)),
        formatter_class=_FORM,
        allow_abbrev=False,
    )
    made.set_defaults(run=run)
    if case:
        nargs = "?" if case == "optional" else None
        made.add_argument("case", metavar="CASE", nargs=nargs, help="the case's name: a folder under data/raw")
    made.add_argument(
        "--workspace",
        metavar="DIR",
        help="the folder that has data/raw; else CASEBOOK_WORKSPACE, else found by walking up",
    )
    made.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    made.add_argument("--json", action="store_true", help="say it for machines")
    return made


def _add_lists(known: Any) -> None:
    new = _verb(
        known,
        "new",
        verbs.new,
        "lay out a new case, and a workspace around it",
        "casebook new my-case --workspace ~/cases",
        "casebook new my-case --workspace ~/cases --title 'Who owns the harbour'",
    )
    new.add_argument("--title", default="", help="the case's title")
    _verb(known, "list", verbs.list_, "list the cases", "casebook list", case="")
    _verb(known, "readers", verbs.readers, "list the formats that can be read", "casebook readers", case="")


def _add_evidence(known: Any) -> None:
    add = _verb(
        known,
        "add",
        verbs.add,
        "copy evidence into a case and write its entry in case.toml",
        "casebook add my-case result.json --reader telegram_desktop --credit 'Harbour Watch channel'",
        "casebook add my-case news.csv --reader table --table articles --column title=headline",
    )
    add.add_argument("files", metavar="FILE", nargs="+", help="files or folders; copied without changing a byte")
    add.add_argument("--reader", metavar="NAME", required=True, help="`casebook readers` lists them")
    add.add_argument("--credit", metavar="TEXT", default="", help="who is credited; published")
    add.add_argument("--from", metavar="TEXT", dest="obtained", default="", help="how it was obtained; never published")
    add.add_argument("--no-publish", action="store_true", help="the rows may not be published")
    add.add_argument("--into", metavar="FOLDER", default="", help="the folder of the case; else the reader's name")
    for option, about in verbs.OPTIONS.items():
        add.add_argument(f"--{option}", metavar="TEXT", default="", help=about)
    add.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="for the reader `table`: a column of the kit, and the file's or a TOML table such as "
        'published={column="ts",as="epoch_s"}; may be given several times',
    )
    about = "look for problems in case.toml, the files and the handmade tables"
    _verb(known, "check", verbs.check, about, "casebook check harbour-fire")
    about = "make the tables of a case from its evidence"
    build = _verb(known, "build", verbs.build, about, "casebook build harbour-fire")
    build.add_argument("--force", action="store_true", help="read every file again")


def _add_reports(known: Any) -> None:
    render = _verb(
        known,
        "render",
        verbs.render,
        "build, run the notebooks and publish the report",
        "casebook render harbour-fire",
        "casebook render tiktok-state-influence -p start=2022-01 -p words='Bloomberg, parliament'",
    )
    render.add_argument(
        "-p",
        dest="parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a notebook's parameter; several with several -p, each name once; a list is written a,b",
    )
    render.add_argument("--check", action="store_true", help="render twice, publish nothing, and compare the bytes")
    share = _verb(known, "share", verbs.share, "put the report into one zip", "casebook share harbour-fire")
    share.add_argument("--to", metavar="FILE", default="", help="where to: a file or a folder; else reports/CASE.zip")
    about = "open JupyterLab on working copies of the notebooks"
    _verb(known, "lab", verbs.lab, about, "casebook lab harbour-fire", case="optional")
