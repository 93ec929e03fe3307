"""Which verbs and options there are. Nothing heavy is imported here: `casebook --help` must be fast."""

from __future__ import annotations

import argparse
import re
from types import ModuleType
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
    for name, verb in verbs.modules().items():
        _add(known, name, verb)
    return made, dict(known.choices)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading the metadata costs more than all the rest."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from helpers import __version__

        answers.out(f"casebook {__version__}")
        parser.exit()


def _add(known: Any, name: str, verb: ModuleType) -> None:
    made: argparse.ArgumentParser = known.add_parser(
        name,
        help=verb.ABOUT,
        description=verb.ABOUT[0].upper() + verb.ABOUT[1:] + ".",
        epilog="\n".join(f"{'example:' if n == 0 else '':<8}  {line}" for n, line in enumerate(verb.EXAMPLES)),
        formatter_class=_FORM,
        allow_abbrev=False,
    )
    made.set_defaults(run=verb.run)
    if verb.CASE:
        nargs = "?" if verb.CASE == "optional" else None
        made.add_argument("case", metavar="CASE", nargs=nargs, help="the case's name: a folder under data/raw")
    made.add_argument(
        "--workspace",
        metavar="DIR",
        help="the folder that has data/raw; else CASEBOOK_WORKSPACE, else found by walking up",
    )
    made.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    made.add_argument("--json", action="store_true", help="say it for machines")
    if hasattr(verb, "options"):
        verb.options(made)
