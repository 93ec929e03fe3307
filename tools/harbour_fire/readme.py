"""The words of the case's README; the numbers are filled in by `about`."""

TEXT = """\
# harbour-fire: an invented case

**Everything here is invented.** There is no city of Maravel, no such outlet, person, account, ship or fire; every
address ends in `.example`, which nobody can register. `python tools/make_harbour_fire.py` writes this folder, the
same bytes everywhere; a test compares. Change the generator, not the files.

## The story
On 14 May 2024, at 21:42 local time (UTC+2), warehouse 14 on Kestrel Quay burns. A page asks whether it was
sabotage; a group of accounts spreads that a ship's crew did it. The port authority denies. A week later a letter
appears that is said to prove an insurance fraud for $5 million; another group of accounts spreads it. A reporter
shows that the letter is forged and that a photo is from elsewhere. In June the fire service publishes its finding:
a charging station.

## What is in it

| folder | what |
|---|---|
| `posts/twitter/` | two releases and a users file in the form of Twitter's information-operations archive ¹ |
| `posts/tiktok/` | the pages of a TikTok Research API query, and of the same query two weeks later |
| `posts/bluesky/` | posts as Bluesky's AppView gives them, one per line, and a second look |
| `posts/telegram/` | a Telegram Desktop export of one group |
| `articles/` | twelve saved news pages of seven invented outlets |
| `handmade/` | {claims} claims on {events} events, {actors} actors, {ties} ties |
| `truth.csv` | **not a source**: the members of the two planted groups, to compare an analysis with. Look at it last |

¹ A real archive holds only accounts that were removed; this one holds the whole conversation.

Together {posts} posts.

## What must become of every record
A record is a duplicate when all its fields equal an earlier one's, a later observation when a post comes again with
other counts. A post seen twice counts as kept where it first stands, and as an observation where it comes again;
`posts` shows the later state.

| file | records | kept | duplicates | observations | rejected |
|---|---:|---:|---:|---:|---:|
{fates}

Rejected, each with its reason:

| file | why |
|---|---|
{reasons}

## Its traps
- **Twitter**: minutes without a zone (the ids prove UTC, and give the seconds); lists in brackets without quotes,
  with commas inside addresses; accounts below 5,000 followers hashed in two styles, the hash repeated as name and
  screen name, while `retweet_userid` and `user_mentions` keep the number; `in_reply_to_userid` and
  `in_reply_to_tweetid` change places in the second release, which also writes `True` for `true`; `absent` as
  latitude; empty counts; short addresses in the text, the full ones in `urls`; a retweet's text is cut at 140; line
  breaks and quotes inside cells; four writers missing from the users file.
- **TikTok**: ids beyond what a double holds, whose upper half is the second of the upload, some seconds before
  `create_time`; `hashtag_names` empty although the text has tags; `favourites_count` first, `favorites_count`
  later; pages of fewer than 100, and an empty last one; the end of one page again on the next.
- **Bluesky**: `createdAt` back-dated by years, from 1970, in the future, and minutes before the fire; five ways to
  write it; facets count bytes; two accounts change their handle and keep their DID; the record key tells the time.
- **Telegram**: local time without a zone; the first 46 messages without `date_unixtime` and with plain numbers as
  `from_id`; `edited` in 1970 means never, and shows the exporter's offset; text as a string or a list; deleted
  accounts (`from` is null); `forwarded_from` null; service messages.
- **Pages**: dates that disagree (one page claims a time before the fire), a page without any date, one date only as
  day, one in day/month/year, one without a zone; one page in windows-1252; one wire report and two near copies that
  credit it; a page whose text speaks of `<script>` and `</style>`.
- **Hostile values**: cells that begin with `=`, `+`, `-`, `@`; `<script>alert(1)</script>` and `</style>` in texts,
  names and profiles; zero-width and right-to-left override characters; `$5 million`, `$x^2$`, a backslash; a post
  of 3,000 characters; line breaks, tabs, quotes; `NULL`, `NaN`, `007`, `1e5`.
- **Alike, and innocent**: the Harbour Courier posts every story on three platforms within seconds; chain messages
  are copied word for word, hours apart; in the first hour many share the same news within a minute.

## What to practise
- Put the claims in order: which have one origin, which contradict each other, which came too late to be known?
- Prove the zone of each export from its ids, and find the posts whose stated time cannot be true.
- Find the two groups from links and texts shared within 60 seconds, at first on one platform, then across two. What
  happens to the result when retweets count, when the window is ten minutes, when hashtags count? Then compare with
  `truth.csv`.
- Explain why the Harbour Courier is not a group, and write the sentence that says only what the data show.
"""
