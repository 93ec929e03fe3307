"""The case read back without the kit and without what wrote it: for tests, and for whoever writes a reader."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

CASE = Path(__file__).resolve().parents[2] / "data" / "raw" / "harbour-fire"
PARTS = ("1_tweets", "2_tweets", "1_users")
Record = dict[str, Any]


def rows(path: Path) -> list[Record]:
    """The rows of a CSV file, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tweets() -> list[Record]:
    """Every row of both tweet files."""
    return [row for part in PARTS[:2] for row in rows(CASE / f"posts/twitter/coastland_202407_{part}_csv_hashed.csv")]


def videos() -> list[Record]:
    """Every video of every page."""
    pages = [json.loads(path.read_bytes()) for path in sorted((CASE / "posts/tiktok").iterdir())]
    return [video for page in pages for video in page["data"]["videos"]]


def views() -> list[Record]:
    """Every line of both Bluesky files."""
    files = sorted((CASE / "posts/bluesky").iterdir())
    return [json.loads(line) for path in files for line in path.read_bytes().splitlines()]


def messages() -> list[Record]:
    """Every message of the Telegram export."""
    return list(json.loads((CASE / "posts/telegram/result.json").read_bytes())["messages"])


def plain(text: str | list[str | Record]) -> str:
    """The text of a message, whatever its shape."""
    return text if isinstance(text, str) else "".join(part if isinstance(part, str) else part["text"] for part in text)


def stamp(text: str, form: str = "%Y-%m-%dT%H:%M:%S.%f%z") -> datetime | None:
    """The moment, in UTC where no zone is stated; None where there is no such moment."""
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def snowflake(number: str) -> datetime:
    """The moment that a Twitter id was made."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=(int(number) >> 22) + 1288834974657)


# one post of any platform: when, who, its id, its text, its links
Post = tuple[datetime, str, str, str, tuple[str, ...]]


def posts() -> dict[str, list[Post]]:
    """Every post once, of every platform, read without the kit; with the ids' own seconds on Twitter."""
    found: dict[str, dict[str, Post]] = defaultdict(dict)
    for row in tweets():
        if row["tweetid"] and stamp(row["tweet_time"], "%Y-%m-%d %H:%M"):
            links = tuple(row["urls"][1:-1].split(", ")) if row["urls"] != "[]" else ()
            at, key = snowflake(row["tweetid"]), row["tweetid"]
            found["twitter"].setdefault(key, (at, row["userid"], key, row["tweet_text"], links))
    for video in videos():
        if "id" in video and isinstance(video["create_time"], int):
            at, key = datetime.fromtimestamp(video["create_time"], UTC), str(video["id"])
            found["tiktok"].setdefault(key, (at, video["username"], key, video["video_description"], ()))
    for view in views():
        if "uri" in view and (indexed := stamp(view["indexedAt"])):
            links = tuple(
                f["features"][0]["uri"] for f in view["record"].get("facets", []) if "uri" in f["features"][0]
            )
            key = view["uri"]
            found["bluesky"].setdefault(key, (indexed, view["author"]["did"], key, view["record"]["text"], links))
    for message in messages():
        local = stamp(message["date"], "%Y-%m-%dT%H:%M:%S")
        if "id" in message and local:
            key, who = str(message["id"]), str(message.get("from_id", message.get("actor_id")))
            links = tuple(part["text"] for part in message["text_entities"] if part["type"] == "link")
            post = (local - timedelta(hours=2), who, key, plain(message["text"]), links)
            found["telegram"].setdefault(key, post)
    return {platform: sorted(found[platform].values()) for platform in ("twitter", "tiktok", "bluesky", "telegram")}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, path to bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fates(records: list[tuple[str, str]], valid: set[str]) -> tuple[int, int, int, int]:
    """Kept, duplicates, observations, rejected: (platform, id) decides, by DESIGN's identity rule."""
    seen: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for key, whole in records:
        if key not in valid:
            count["rejected"] += 1
        elif not seen[key]:
            count["kept"] += 1
        else:
            count["duplicates" if whole in seen[key] else "observations"] += 1
        seen[key].add(whole)
    return count["kept"], count["duplicates"], count["observations"], count["rejected"]


def whole(record: Record) -> str:
    """All fields of a record as one text: equal where the records are."""
    return json.dumps(record, sort_keys=True)


def stated_fates() -> dict[str, tuple[int, int, int, int]]:
    """What the README's table says, per platform."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for line in (CASE / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `posts/") and line.count("|") == 7:
            path, records, *numbers = [cell.strip(" `").replace(",", "") for cell in line.strip("|").split("|")]
            name = "users" if "_users_" in path else path.split("/")[1]
            assert int(records) == sum(map(int, numbers)), path
            total[name] = [a + int(b) for a, b in zip(total[name], numbers, strict=True)]
    return {name: (n[0], n[1], n[2], n[3]) for name, n in total.items()}


def together(some: list[Post]) -> Counter[tuple[str, str]]:
    """How often two accounts posted one text or link within 60 seconds."""
    by_object: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for at, who, _, text, links in some:
        for thing in {*links, text if len(text) > 25 else ""} - {""}:
            by_object[thing].append((at, who))
    count: Counter[tuple[str, str]] = Counter()
    for shares in by_object.values():
        for (early, one), (late, other) in combinations(sorted(shares), 2):
            if one != other and late - early <= timedelta(seconds=60):
                count[min(one, other), max(one, other)] += 1
    return count
