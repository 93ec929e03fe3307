"""Writes the invented case `harbour-fire`: `python tools/make_harbour_fire.py [--out DIR]`. Needs Python only."""

from __future__ import annotations

import argparse
from pathlib import Path

from harbour_fire import make

HOME = Path(__file__).resolve().parents[1] / "data" / "raw" / "harbour-fire"


def main() -> None:
    """Reads the arguments, writes the case, says where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HOME, help="the folder to write into (default: the shipped case)")
    out = parser.parse_args().out
    print(f"{make.write(out)} files written to {out}")


if __name__ == "__main__":
    main()
