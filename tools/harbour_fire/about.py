"""case.toml, truth.csv and README.md: what the case says about itself, with numbers that are counted, not typed."""

from __future__ import annotations

from harbour_fire import handmade_claims, handmade_ties, pages
from harbour_fire.posts import Post
from harbour_fire.pushed import GROUPS
from harbour_fire.readme import TEXT
from harbour_fire.shapes import Fates, csv_bytes

TOML = '''\
# Written by tools/make_harbour_fire.py: change the generator, not this file.
title = "Fire on Kestrel Quay"
question = "Who spread which story about the warehouse fire in Maravel, when, and on what grounds?"
period = "2024-05-06/2024-06-09"
timezone = "Etc/GMT-2"            # UTC+2: in names of this kind the sign is the other way round
invented = true
about = """
An invented case for practice and tests: a warehouse burns in the harbour of a city that does not exist, a rumour
of sabotage and a forged letter spread, a port authority denies, a reporter corrects. No person, outlet, account or
event in it is real."""

[[sources]]
files = "posts/twitter/*_tweets_csv_hashed.csv"
reader = "twitter_io_archive"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-07-08"
publish = true
expect = {{ posts = {{ min = {twitter}, max = {twitter} }} }}

[[sources]]
files = "posts/twitter/*_users_csv_hashed.csv"
reader = "twitter_io_archive"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-07-08"
publish = true
expect = {{ accounts = {{ min = {users}, max = {users} }} }}

[[sources]]
files = "posts/tiktok/*.json"
reader = "tiktok_research_api"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-06-24"
publish = true
expect = {{ posts = {{ min = {tiktok}, max = {tiktok} }} }}

[[sources]]
files = "posts/bluesky/*.ndjson"
reader = "bluesky"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-06-24"
publish = true
expect = {{ posts = {{ min = {bluesky}, max = {bluesky} }} }}

[[sources]]
files = "posts/telegram/result.json"
reader = "telegram_desktop"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-06-10"
publish = true
zone = "Etc/GMT-2"                # the exporter's computer
expect = {{ posts = {{ min = {telegram}, max = {telegram} }} }}

[[sources]]
files = "articles"
reader = "saved_pages"
from = "made by tools/make_harbour_fire.py"
credit = "Invented for Casebook"
retrieved = "2024-06-10"
publish = true
expect = {{ articles = {{ min = {articles}, max = {articles} }} }}

[expect]
claims = {{ min = {claims}, max = {claims} }}
actors = {{ min = {actors}, max = {actors} }}
ties = {{ min = {ties}, max = {ties} }}
events = {{ min = {events}, max = {events} }}
'''


def case_toml(numbers: dict[str, int], fates: dict[str, Fates]) -> str:
    """The case's case.toml; the expectations are exact, because nothing in this case may get lost."""
    claims = handmade_claims.claims()
    users = next(fate.kept for path, fate in fates.items() if "_users_" in path)
    return TOML.format(
        **numbers,
        users=users,
        articles=len(pages.PAGES),
        claims=len(claims),
        actors=len(handmade_ties.actors()),
        ties=len(handmade_ties.ties()),
        events=len({row["event"] for row in claims}),
    )


def truth(posts: dict[str, list[Post]]) -> bytes:
    """The members of both groups: not a source, but what an analysis can be compared with."""
    rows = []
    for group in GROUPS:
        for platform, _ in group.members:
            mine = [
                post
                for post in posts[platform]
                if post.account.group == group.name and post.note.startswith(group.name)
            ]
            for account in sorted({post.account.id for post in mine}):
                name = next(post.account.handle for post in mine if post.account.id == account)
                joined = sum(post.account.id == account for post in mine)
                values = (group.name, platform, account, name, str(joined), str(group.occasions), group.pushes)
                rows.append(dict(zip(TRUTH_COLUMNS, values, strict=True)))
    return csv_bytes(TRUTH_COLUMNS, rows)


TRUTH_COLUMNS = ("group", "platform", "account", "name", "joined", "occasions", "pushes")


def readme(fates: dict[str, Fates]) -> str:
    """The case's README: what it is, its traps, what to practise, and the fate of every record."""
    lines = [
        f"| `{path}` | {f.records:,} | {f.kept:,} | {f.duplicates} | {f.observations} | {f.rejected} |"
        for path, f in fates.items()
    ]
    every = list(fates.values())
    total = [
        sum(getattr(f, name) for f in every) for name in ("records", "kept", "duplicates", "observations", "rejected")
    ]
    lines.append(f"| together | {total[0]:,} | {total[1]:,} | {total[2]} | {total[3]} | {total[4]} |")
    reasons = [f"| `{path}` | {reason} |" for path, f in fates.items() for reason in f.reasons]
    posts = sum(f.kept for path, f in fates.items() if "_users_" not in path)
    claims = handmade_claims.claims()
    return TEXT.format(
        fates="\n".join(lines),
        reasons="\n".join(reasons),
        posts=f"{posts:,}",
        claims=len(claims),
        events=len({row["event"] for row in claims}),
        actors=len(handmade_ties.actors()),
        ties=len(handmade_ties.ties()),
    )
