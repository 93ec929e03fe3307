"""`casebook share`: the parcel for somebody else."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from helpers.cli.answers import load, say

ABOUT = "put the report into one zip"
EXAMPLES = ("casebook share harbour-fire",)
CASE = "case"


def options(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--to", metavar="FILE", default="", help="where to: a file or a folder; else reports/CASE.zip")


def run(given: argparse.Namespace) -> None:
    """Writes the parcel, and says its hash: whoever gets it can ask for it another way."""
    from helpers import wording
    from helpers.report import share

    path = share.share(load(given), Path(given.to).expanduser() if given.to else None)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    text = f"{path} ({wording.size(len(content))})\nsha256  {digest}"
    say(given, {"file": str(path), "bytes": len(content), "sha256": digest}, text)
