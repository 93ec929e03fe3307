"""The texts of many articles read in processes of their own, one for each core; the answers come in order.

A batch of articles is one question; a batch whose process died, or took too long, is read here. What comes back is what
is read here, row for row: reading a text knows nothing of other articles.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from helpers import actors as people
from helpers.claims._articles import Article, Texts, rows
from helpers.readers import _workers

LARGE = 3_000_000  # characters of all texts: fewer are read before other processes have imported what they need
_AT_ONCE = 100_000  # characters of a batch
_WORD = 80  # characters: longer texts are sentences
WORK = "helpers.claims._many:answer"
Row = tuple[Any, ...]
Ask = tuple[Article, str, bool]  # an article, its language, and whether its text comes again


def every(asked: Sequence[Ask], actors: pd.DataFrame | None) -> Iterator[Row]:
    """The rows of the articles, in their order."""
    size = sum(len(one.text or "") for one, _, _ in asked)
    cores = _workers.cores()
    if size < LARGE or cores < 2 or not sys.executable:
        texts = Texts(people.finder(actors) if actors is not None and len(actors) else _nobody)
        for one, code, keep in asked:
            yield from rows(one, texts, code, keep)
        return
    names = _listed(actors)
    batches = list(_batches(asked))
    questions = [json.dumps({"actors": names, "asked": batch}) for batch in batches]
    once: dict[str, str] = {}  # names, dates and rules come again and again: each is kept once
    for question, told in zip(questions, _workers.answers(WORK, questions, cores), strict=True):
        for row in told["rows"] if "rows" in told else answer(question)["rows"]:
            yield tuple(_kept(cell, once) for cell in row)


def _kept(cell: Any, once: dict[str, str]) -> Any:
    if isinstance(cell, list):
        return [once.setdefault(word, word) for word in cell]
    return once.setdefault(cell, cell) if isinstance(cell, str) and len(cell) <= _WORD else cell


def _nobody(text: str) -> list[tuple[int, int, str]]:
    return []


def _batches(asked: Sequence[Ask]) -> Iterator[list[Ask]]:
    batch: list[Ask] = []
    size = 0
    for one in asked:
        batch.append(one)
        size += len(one[0].text or "")
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _listed(actors: pd.DataFrame | None) -> str:
    """The names of the actors, as text that a process of its own can be told."""
    if actors is None or actors.empty:
        return ""
    cells = zip(actors["id"], actors["name"], actors["aliases"], strict=True)
    return json.dumps([(id_, name, found if isinstance(found, list) else None) for id_, name, found in cells])


@lru_cache(1)
def _texts(actors: str) -> Texts:
    frame = pd.DataFrame(json.loads(actors or "[]"), columns=["id", "name", "aliases"], dtype=object)
    return Texts(people.finder(frame) if len(frame) else _nobody)


def answer(question: str) -> dict[str, Any]:
    """The rows of one batch: what a process of its own is asked."""
    told = json.loads(question)
    texts, found = _texts(told["actors"]), list[Row]()
    for fields, code, keep in told["asked"]:
        one = Article(*fields)
        found += rows(one._replace(dates=tuple(one.dates)), texts, code, keep)
    return {"rows": found}
