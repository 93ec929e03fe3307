"""One file for each verb of the command; the file's name is the verb's, with `_` for `-` and at the end of `list_`.

A verb has `ABOUT` (one line), `EXAMPLES`, `CASE` ("case", "optional" or "": whether it takes one) and `run(given)`,
which returns the exit code, or None for 0; where it takes more, `options(parser)`. Nothing heavy is imported at the
top of these files: `casebook --help` reads them all.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

# as one meets them
ORDER = (
    "new",
    "list",
    "readers",
    "add",
    "check",
    "build",
    "status",
    "verify",
    "find",
    "review",
    "new-page",
    "render",
    "history",
    "watch",
    "share",
    "export",
    "serve",
    "lab",
    "schedule",
    "unschedule",
)


def modules() -> dict[str, ModuleType]:
    """The verbs with their files, in the order of the help."""
    return {verb: import_module(f"{__name__}.{_file(verb)}") for verb in ORDER}


def _file(verb: str) -> str:
    return "list_" if verb == "list" else verb.replace("-", "_")
