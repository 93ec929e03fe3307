"""Dated articles with reference timelines: one folder a topic, in it one a day, in it one text an article."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Article(NamedTuple):
    """One article: the day it appeared, its file's name (in our own set the outlet), its text."""

    day: str
    name: str
    text: str


class Topic(NamedTuple):
    """The articles of a topic, in order, and the dates of its reference timeline."""

    name: str
    articles: tuple[Article, ...]
    reference: frozenset[str]


def topics(folder: Path) -> list[Topic]:
    """Every topic with a reference, in the layout of ML-Crisis (`topic/2011-02-11/*.txt`, `reference/topic.txt`)."""
    found = []
    for reference in sorted((folder / "reference").glob("*.txt")):
        where = folder / reference.stem
        files = sorted(path for path in where.rglob("*.txt") if _is_day(path.parent.name)) if where.is_dir() else []
        articles = [Article(path.parent.name, path.stem, path.read_text("utf-8", "replace")) for path in files]
        days = frozenset(line for line in reference.read_text("utf-8").split() if _is_day(line))
        if articles and days:
            found.append(Topic(reference.stem, tuple(articles), days))
    return found


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
