"""TikTok Research API: pages of a query and, two weeks later, of the same query again.

Ids are 64-bit numbers whose upper half is the second of the upload; `create_time` comes some seconds later. Often
`hashtag_names` is empty although the text is full of tags. The first run says `favourites_count`, the second
`favorites_count`. A page may hold fewer videos than were asked for, and the last one holds none.
"""

from __future__ import annotations

import json
from typing import Any

from harbour_fire.dice import Dice
from harbour_fire.posts import Post
from harbour_fire.shapes import Fates, Written, pieces, reach, spread_out, tags_of, text_bytes

PAGE = 100
Video = dict[str, Any]
# invented countries have codes that ISO 3166 leaves to its users
REGIONS = ("XM", "XM", "XM", "XM", "XN", "XO")


def write(posts: list[Post]) -> Written:
    """The pages of both runs and what must become of their videos."""
    dice = Dice("tiktok")
    videos = [video(dice, post) for post in posts]
    by_post = dict(zip((id(post) for post in posts), videos, strict=True))
    again = spread_out(dice, posts, 66)
    twice = [by_post[id(post)] for post in again[:6]]
    seen_later = [later(dice, by_post[id(post)]) for post in again[6:]]
    written = Written({}, {})
    _run(written, dice, "20240610", _with_traps(videos, twice), "favourites_count")
    _run(written, dice, "20240624", seen_later, "favorites_count")
    _count(written, {str(v["id"]) for v in videos}, twice)
    return written


def video(dice: Dice, post: Post) -> Video:
    """One video with the fields that were asked for."""
    upload = post.at // 1000 - dice.between(4, 20) - dice.heavy(55, 90)
    number = (upload << 32) | dice.below(1 << 32)
    post.id = str(number)
    text = "".join(part for _, part in pieces(post))
    tags = [] if dice.chance(35) else [tag.lower() for tag in tags_of(post)]
    found: Video = {
        "id": number,
        "video_description": text,
        "create_time": post.at // 1000,
        "region_code": dice.pick(REGIONS),
        "username": post.account.handle,
        "hashtag_names": tags,
        "hashtag_info_list": _info(tags),
        "view_count": 40 + reach(dice, post, 400_000) * 31,
        "like_count": reach(dice, post, 40_000),
        "comment_count": reach(dice, post, 900),
        "share_count": reach(dice, post, 1500),
        "favourites_count": reach(dice, post, 700),
        "music_id": 7_000_000_000_000_000_000 + dice.below(400) * 911_382_323,
        "effect_ids": ["0"] if dice.chance(20) else [],
        "video_duration": dice.between(6, 94),
        "is_stem_verified": False,
    }
    if dice.chance(45):
        found["voice_to_text"] = "" if dice.chance(50) else text.split(" #")[0]
    if dice.chance(3):
        found["playlist_id"] = 7_100_000_000_000_000_000 + dice.below(50)
    return found


def later(dice: Dice, first: Video) -> Video:
    """The same video two weeks later."""
    more = {name: value + dice.between(1, 60) for name, value in first.items() if name in COUNTS}
    return first | more


COUNTS = ("view_count", "like_count", "comment_count", "share_count", "favourites_count")


def _info(tags: list[str]) -> list[Video]:
    return [
        {
            "hashtag_id": str(1_600_000_000_000_000 + sum(map(ord, tag)) * 7919),
            "hashtag_name": tag,
            "hashtag_description": "",
        }
        for tag in tags
    ]


def _with_traps(videos: list[Video], twice: list[Video]) -> list[Video]:
    lost = {name: value for name, value in videos[50].items() if name != "id"} | {
        "video_description": "a video without its id"
    }
    undated = videos[80] | {
        "id": videos[80]["id"] + 1,
        "create_time": "2024-05-32T10:00:00",
        "video_description": "no such day",
    }
    found = [*videos[:210], lost, *videos[210:390], undated, *videos[390:]]
    # what stood at the end of one page comes again on the next: the list has moved while it was read
    return found[:-10] + twice + found[-10:]


def _run(written: Written, dice: Dice, day: str, videos: list[Video], favourites: str) -> None:
    """Cuts one run into pages that hold up to 100 videos; the cursor counts the asked for, not the given."""
    search, start, cursor, n = str(7_370_000_000_000_000_000 + dice.below(10**15)), 0, 0, 0
    while True:
        n, cursor = n + 1, cursor + PAGE
        some = videos[start : start + dice.between(86, PAGE)]
        start += len(some)
        page = {
            "data": {
                "videos": [_renamed(v, favourites) for v in some],
                "cursor": cursor,
                "has_more": bool(some),
                "search_id": search,
            },
            "error": {"code": "ok", "message": "", "log_id": f"{day}0815{dice.letters('0123456789ABCDEF', 20)}"},
        }
        written.files[f"posts/tiktok/{day}_page-{n:02d}.json"] = text_bytes(page) + b"\n"
        written.fates[f"posts/tiktok/{day}_page-{n:02d}.json"] = Fates(kept=len(some))
        if not some:
            return


def _renamed(found: Video, favourites: str) -> Video:
    return {favourites if name == "favourites_count" else name: value for name, value in found.items()}


def _count(written: Written, ids: set[str], twice: list[Video]) -> None:
    """Says what must become of every video, page by page, in the order of the files."""
    seen: dict[str, bytes] = {}
    for path, data in written.files.items():
        fates = written.fates[path] = Fates()
        for found in json.loads(data)["data"]["videos"]:
            key, whole = str(found.get("id", "")), text_bytes(found)
            if key not in ids:
                fates.rejected += 1
                fates.reasons.append("create_time is no moment" if key else "id is missing")
            elif key not in seen:
                fates.kept += 1
            elif seen[key] == whole:
                fates.duplicates += 1
            else:
                fates.observations += 1
            seen.setdefault(key, whole)
    assert sum(f.duplicates for f in written.fates.values()) == len(twice)
