"""Twitter's information-operations archive: two tweet files and one of users, as the releases really look.

Minute precision without a zone, lists in brackets without quotes, hashed accounts whose names repeat the hash while
`retweet_userid` and `user_mentions` stay numeric, `absent` places, empty counts; and the second release has the two
`in_reply_to` columns the other way round and writes `True` where the first writes `true`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from harbour_fire.dice import Dice
from harbour_fire.people import Account
from harbour_fire.posts import Post
from harbour_fire.shapes import Fates, Written, csv_bytes, pieces, reach, spread_out, tags_of
from harbour_fire.story import moment, ms

EPOCH = 1288834974657
CUT = datetime(2024, 5, 22, tzinfo=UTC)
# fmt: off
USERS = (
    "userid", "user_display_name", "user_screen_name", "user_reported_location", "user_profile_description",
    "user_profile_url", "follower_count", "following_count", "account_creation_date", "account_language",
)
TWEETS = (
    "tweetid", *USERS,
    "tweet_language", "tweet_text", "tweet_time", "tweet_client_name", "in_reply_to_userid",
    "in_reply_to_tweetid", "quoted_tweet_tweetid", "is_retweet", "retweet_userid", "retweet_tweetid",
    "latitude", "longitude", "quote_count", "reply_count", "like_count", "retweet_count", "hashtags", "urls",
    "user_mentions", "poll_choices",
)
# fmt: on
SWAPPED = (*TWEETS[:15], TWEETS[16], TWEETS[15], *TWEETS[17:])
COUNTS = ("quote_count", "reply_count", "like_count", "retweet_count")
Row = dict[str, str]
FOLDER = "posts/twitter/coastland_202407_"


def write(posts: list[Post]) -> Written:
    """The three files of the archive and what must become of their rows."""
    dice, cut = Dice("twitter"), ms(CUT)
    for post in posts:
        post.id = str((post.at - EPOCH << 22) | dice.below(1 << 22))
    rows = {post.id: tweet(dice, post) for post in posts}
    early, late = [p for p in posts if p.at < cut], [p for p in posts if p.at >= cut]
    again = spread_out(dice, early, 50)
    twice, seen_later = again[0::5] + again[1::5], again[2::5] + again[3::5] + again[4::5]
    first = [rows[p.id] for p in early] + [rows[p.id] for p in twice[:12]]
    first += [later(dice, rows[p.id]) for p in seen_later[:6]]
    second = (
        [rows[p.id] for p in twice[12:]]
        + [later(dice, rows[p.id]) for p in seen_later[6:]]
        + [rows[p.id] for p in late]
    )
    first[700:700] = [rows[early[5].id] | {"tweetid": "", "tweet_text": "this row has lost its id"}]
    first[901:901] = [_broken(dice, early[9], "2024-05-32 14:07")]
    second[300:300] = [_broken(dice, late[9], "2024-02-30 25:61")]
    files = {
        f"{FOLDER}1_tweets_csv_hashed.csv": csv_bytes(TWEETS, first, True),
        f"{FOLDER}2_tweets_csv_hashed.csv": csv_bytes(SWAPPED, [_capital(row) for row in second], False),
        f"{FOLDER}1_users_csv_hashed.csv": csv_bytes(USERS, users(posts), True),
    }
    no_id, no_day = "tweetid is empty", "tweet_time is no date"
    fates = (
        Fates(len(early), 12, 6, 2, [no_id, no_day]),
        Fates(len(late), len(twice) - 12, len(seen_later) - 6, 1, [no_day]),
        Fates(len(users(posts)) - 1, 1),
    )
    return Written(files, dict(zip(files, fates, strict=True)))


def person(account: Account) -> Row:
    """The ten user columns; a hashed account's names are its hash."""
    hashed = account.id != account.number
    values = (
        account.id,
        account.id if hashed else account.title,
        account.id if hashed else account.handle,
        account.place,
        account.about,
        "" if hashed else f"https://{account.handle.replace('_', '-')}.example/",
        str(account.followers),
        str(account.following),
        account.created.isoformat(),
        account.language,
    )
    return dict(zip(USERS, values, strict=True))


def users(posts: list[Post]) -> list[Row]:
    """The users file: in order of id, four writers missing, one row twice."""
    known = {post.account.id: post.account for post in posts}
    found = [person(known[key]) for key in sorted(known)]
    return [*found[:40], *found[44:], found[7]]


def tweet(dice: Dice, post: Post) -> Row:
    """One row of the tweets file."""
    ref, link = post.ref, _listed(post.links)
    row = dict.fromkeys(TWEETS, "") | person(post.account)
    row |= {
        "tweetid": post.id,
        "tweet_language": _language(post),
        "tweet_text": _text(post),
        "tweet_time": moment(post.at).strftime("%Y-%m-%d %H:%M"),
        "tweet_client_name": post.account.client,
        "is_retweet": "true" if post.kind == "repost" else "false",
        "hashtags": _listed(tags_of(post)),
        "urls": link,
        "user_mentions": _listed([ref.account.number] if ref and post.kind != "quote" else []),
    }
    row["latitude"], row["longitude"] = _place(dice)
    if ref and post.kind == "reply":
        row |= {"in_reply_to_userid": ref.account.id, "in_reply_to_tweetid": ref.id}
    if ref and post.kind == "repost":
        row |= {"retweet_userid": ref.account.number, "retweet_tweetid": ref.id}
    if ref and post.kind == "quote":
        row["quoted_tweet_tweetid"] = ref.id
    if not dice.chance(4):
        row |= {name: str(reach(dice, post, most)) for name, most in zip(COUNTS, (40, 120, 9000, 2500), strict=True)}
    if post.kind == "post" and dice.below(300) == 0:
        row["poll_choices"] = "[Sabotage, An accident, I wait for the report]"
    return row


def later(dice: Dice, row: Row) -> Row:
    """The same tweet seen later: its counts have grown."""
    return row | {name: str(int(row[name] or 0) + dice.between(1, 40)) for name in COUNTS}


def short(link: str) -> str:
    """The shortened address that stands in the text: the same for the same link."""
    return "https://short.example/" + hashlib.sha256(link.encode()).hexdigest()[:10]


def _text(post: Post) -> str:
    text = "".join(short(part) if kind == "link" else part for kind, part in pieces(post))
    if post.kind != "repost" or not post.ref:
        return text
    text = f"RT @{post.ref.account.handle}: {text}"
    return text if len(text) <= 140 else text[:139] + "…"


def _language(post: Post) -> str:
    if any("\u0600" <= letter <= "\u06ff" for letter in post.text):
        return "ar"
    return "und" if len(post.text) < 8 else "en"


def _place(dice: Dice) -> tuple[str, str]:
    throw = dice.below(100)
    if throw < 2:
        return f"12.{dice.between(1000, 9999)}", f"-31.{dice.between(1000, 9999)}"
    return ("", "") if throw < 5 else ("absent", "absent")


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(values) + "]"


def _broken(dice: Dice, post: Post, time: str) -> Row:
    wrong = Post("twitter", post.account, post.at, "this row has an impossible time")
    wrong.id = str((post.at + 61_000 - EPOCH << 22) | 77)
    return tweet(dice, wrong) | {"tweet_time": time}


def _capital(row: Row) -> Row:
    return row | {"is_retweet": row["is_retweet"].capitalize()}
