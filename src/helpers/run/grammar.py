"""Leaving out one import that costs a second and gives notebooks nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

GRAMMAR = "rfc3987_syntax"


@contextmanager
def without_grammar() -> Iterator[None]:
    """Imports within this block do not compile the grammar of international addresses; afterwards they may.

    nbformat needs jsonschema, jsonschema offers `iri` formats, and for these it imports `rfc3987_syntax`, which
    compiles a grammar for about a second. No notebook schema has an `iri`, and jsonschema takes the ImportError as
    "not there". Only the command line uses this, around its first import of nbformat: in somebody else's process
    jsonschema stays whole.
    """
    if GRAMMAR in sys.modules:
        yield
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.modules.pop(GRAMMAR, None)
