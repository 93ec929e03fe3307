"""Twitter/X information-operations archive: tweets, or the accounts that made them, as CSV.

Get it: the archive was published by Twitter's transparency centre from October 2018 to December 2021; researchers and
libraries keep copies. Each release has a file of tweets and a file of users.

It cannot say: the second of a post (times are to the minute, in UTC); who stands behind an account whose id, handle and
name were replaced by a hash (those under 5,000 followers); replies, links and lists of accounts under another hash.
"""

from helpers.fields import count, fixed, ident, moment, same, text, which, words
from helpers.readers import Csv, Shape

_ACCOUNT = {
    "platform": fixed("twitter"),
    "id": ident("userid", needed="to tell accounts apart"),
    "name": text("user_screen_name"),
    "title": text("user_display_name"),
    "about": text("user_profile_description"),
    "place": text("user_reported_location"),
    "address": text("user_profile_url"),
    "created_at": moment("account_creation_date", zone="UTC"),
    "n_followers": count("follower_count"),
    "n_following": count("following_count"),
    "language": text("account_language"),
}
_POST = {
    "platform": fixed("twitter"),
    "id": ident("tweetid", needed="to tell posts apart"),
    "account_id": ident("userid", needed="to know whose post it is"),
    "account_name": text("user_screen_name"),
    "account_title": text("user_display_name"),
    "created_at": moment("tweet_time", zone="UTC", needed="to place a post in time"),
    "text": text("tweet_text", entities=True),
    "language": text("tweet_language"),
    "kind": which("post", repost="is_retweet", quote="quoted_tweet_tweetid", reply="in_reply_to_tweetid"),
    "repost_of": ident("retweet_tweetid"),
    "reply_to": ident("in_reply_to_tweetid"),
    "quote_of": ident("quoted_tweet_tweetid"),
    "links": words("urls", style="brackets"),
    "tags": words("hashtags", style="brackets"),
    "mentions": words("user_mentions", style="brackets"),
    "n_likes": count("like_count"),
    "n_reposts": count("retweet_count"),
    "n_replies": count("reply_count"),
    "n_quotes": count("quote_count"),
    "client": text("tweet_client_name"),
}
_ASIDE = ("latitude", "longitude", "poll_choices", "in_reply_to_userid", "retweet_userid")

SHAPES = (
    Shape(Csv(), {"posts": _POST, "accounts": _ACCOUNT}, _ASIDE),
    Shape(Csv(), {"accounts": same(_ACCOUNT, *_ACCOUNT)}),
)
