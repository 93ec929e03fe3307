"""Takes the picture in the README from a rendered report: `python tools/picture.py`, after `make report`.

Needs Chromium (or Chrome) and Pillow, which comes with matplotlib. Two windows of 1280 px stand side by side: the
report's first page, and two figures as they are saved beside the pages. Few colours keep the file small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[1]
REPORT = REPOSITORY / "reports" / "tiktok-state-influence"
PICTURE = REPOSITORY / "docs" / "images" / "report.png"
FIGURES = ("figures/event-strip.svg", "figures/actor-map.svg")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT, MARGIN, FINAL = 1280, 1480, 40, 1600
GROUND = "#85807a"


def main() -> int:
    """Takes two screenshots, puts them together, and says how large the picture is."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None or not (REPORT / "index.html").is_file():
        print("The picture needs Chromium, and a report: run `make report` first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        addresses = [(REPORT / name).as_uri() for name in ("index.html", *FIGURES)]
        index, *figures = (shot(browser, address, Path(folder)) for address in addresses)
    both = Image.new("RGB", (2 * WIDTH + 3 * MARGIN, HEIGHT + 2 * MARGIN), GROUND)
    both.paste(index, (MARGIN, MARGIN))
    top = MARGIN
    for name, figure in zip(FIGURES, figures, strict=True):
        whole = figure.crop((0, 0, WIDTH, min(height(REPORT / name), HEIGHT + MARGIN - top)))
        both.paste(whole, (WIDTH + 2 * MARGIN, top))
        top += whole.height + MARGIN
    small = both.resize((FINAL, round(both.height * FINAL / both.width)), Image.Resampling.LANCZOS)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    kilobytes = PICTURE.stat().st_size / 1e3
    print(f"{PICTURE.relative_to(REPOSITORY)}: {small.width} x {small.height} px, {kilobytes:.0f} kB")
    return 0


def height(drawing: Path) -> int:
    """The height of a saved figure, in pixels at 1280."""
    found = re.search(r'viewBox="0 0 1280 ([\d.]+)"', drawing.read_text("utf-8"))
    return int(float(found[1])) if found else HEIGHT


def shot(browser: str, address: str, folder: Path) -> Image.Image:
    """What a window of the browser shows of a page, in the light style."""
    file = folder / "shot.png"
    profile = tempfile.mkdtemp(dir=folder)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    options += ["--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={profile}"]
    subprocess.run([browser, *options, f"--screenshot={file}", address], check=True, capture_output=True)
    return Image.open(file).convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
