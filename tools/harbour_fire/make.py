"""Everything together: every file of the case as path and bytes."""

from __future__ import annotations

from pathlib import Path

from harbour_fire import about, bluesky, handmade, handmade_claims, handmade_ties, pages, telegram, tiktok, twitter
from harbour_fire.posts import Post, story
from harbour_fire.shapes import Written, csv_bytes

FORMATS = {"twitter": twitter, "tiktok": tiktok, "bluesky": bluesky, "telegram": telegram}


def case() -> dict[str, bytes]:
    """The whole case: path inside its folder to bytes, the same on every machine."""
    posts = {platform: story(platform) for platform in FORMATS}
    written = {platform: FORMATS[platform].write(posts[platform]) for platform in FORMATS}
    files = {path: data for one in written.values() for path, data in one.files.items()}
    files |= pages.write()
    files["handmade/claims.csv"] = csv_bytes(handmade.CLAIM_COLUMNS, handmade_claims.claims())
    files["handmade/actors.csv"] = csv_bytes(handmade_ties.ACTOR_COLUMNS, handmade_ties.actors())
    files["handmade/ties.csv"] = csv_bytes(handmade_ties.TIE_COLUMNS, handmade_ties.ties())
    files |= _about(posts, written)
    return dict(sorted(files.items()))


def write(out: Path) -> int:
    """Writes the case into a folder and returns how many files it has."""
    files = case()
    for path, data in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
    return len(files)


def _about(posts: dict[str, list[Post]], written: dict[str, Written]) -> dict[str, bytes]:
    fates = {path: fate for one in written.values() for path, fate in one.fates.items()}
    numbers = {
        platform: sum(f.kept for path, f in one.fates.items() if "_users_" not in path)
        for platform, one in written.items()
    }
    return {
        "case.toml": about.case_toml(numbers, fates).encode(),
        "truth.csv": about.truth(posts),
        "README.md": about.readme(fates).encode(),
    }
