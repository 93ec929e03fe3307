"""Many articles are read in processes of their own, and what comes back is what is read here."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers import claims
from helpers.claims import _many
from helpers.readers import _workers

ACTORS = pd.DataFrame({"id": ["a", "b"], "name": ["Maravel", "Port Authority"], "aliases": [["the Maravel"], None]})
SAID = (
    "On Tuesday Maravel denied that the quay was closed. “We never closed it”, Ana Beltrán said on 3 May.",
    "The Port Authority confirmed the fire of April 2020, which it had called an accident.\nReede declined to comment.",
    "Nothing at all happens here.",
)


def articles(n: int = 40) -> pd.DataFrame:
    """Articles with text, copies, without text, and in a language that is not served."""
    texts = [None if k % 9 == 0 else SAID[k % 3] * (k % 4) for k in range(n)]
    rows = [
        {"source": "invented.csv", "row": str(k), "outlet": "Quay Radio", "title": f"Maravel closed quay {k % 7}",
         "address": f"quay.example/{k}", "published": "2024-05-20", "text": texts[k],
         "language": "nl" if k == 5 else "en"}
        for k in range(n)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_many, "LARGE", 1)
    monkeypatch.setattr(_many, "_AT_ONCE", 400)
    monkeypatch.setattr(_workers, "cores", lambda: 2)


def test_processes_read_what_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = claims.found_in(articles(), ACTORS)
    in_processes(monkeypatch)
    there = claims.found_in(articles(), ACTORS)
    assert len(here.rows) > 60
    assert there == here
    pd.testing.assert_frame_equal(there.frame(), here.frame())
    assert claims.found_in(articles(), None).rows == claims.found_in(articles(), ACTORS.head(0)).rows


def test_what_a_process_died_of_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = claims.found_in(articles(), ACTORS)
    in_processes(monkeypatch)
    lines = (
        "from helpers.claims import _many",
        "def answer(question):",
        "    if 'quay.example/12' in question: raise SystemExit",
        "    return _many.answer(question)",
    )
    (tmp_path / "it_dies.py").write_text("\n".join(lines))
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(_many, "WORK", "it_dies:answer")
    assert claims.found_in(articles(), ACTORS) == here


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "answers", None)
    assert len(claims.found_in(articles(), ACTORS).rows) > 60
