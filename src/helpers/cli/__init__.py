"""The command `casebook`: arguments in, sentences out, and nothing else.

Exit codes: 0 done; 1 the run failed; 2 wrong use; 3 a check or a gate did not hold.
With `--json`, the answer is one JSON object on standard output, or `{"ok": false, "exit": 2, "error": "..."}`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from helpers.cli import answers, arguments
from helpers.errors import CasebookError


def main(given: Sequence[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    code = 1
    try:
        code = _answered(list(sys.argv[1:] if given is None else given))
        return code
    finally:
        if answers.also:
            from helpers.cli import log

            log.end(code)


def _answered(words: list[str]) -> int:
    as_json = "--json" in words
    try:
        return _run(words)
    except CasebookError as error:
        return answers.failed(str(error), error.exit_code, as_json)
    except KeyboardInterrupt:
        return answers.failed("Interrupted. What was published before is as it was.", 1, as_json)
    except Exception as error:
        # a fault of the kit: whoever mends it needs the frames, and a machine still gets its JSON
        traceback.print_exc()
        what = f"{type(error).__name__}: {error}"
        return answers.failed(f"casebook itself failed ({what}). Please report this.", 1, as_json)


def _run(words: list[str]) -> int:
    parser, verbs = arguments.parser()
    arguments.refuse_unknown(words, verbs)
    try:
        given, rest = parser.parse_known_args(words)
    except SystemExit:  # --help and --version end so
        return 0
    if not given.verb:
        parser.print_help()
        return 0
    if "words" in given:  # argparse gives words that stand behind an option to nobody
        given.words, rest = [*given.words, *(word for word in rest if word != "--")], []
    arguments.refuse_rest(rest, given.verb)
    return int(given.run(given) or 0)
