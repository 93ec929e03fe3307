"""Posts without a format: who writes what, when, and in answer to what. The four format modules write them down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from harbour_fire import hostile, words
from harbour_fire.clock import times
from harbour_fire.dice import Dice
from harbour_fire.people import Account, cast
from harbour_fire.pushed import GROUPS, Push, pushes, recruit
from harbour_fire.story import CORRECTION, DENIAL, FIRE, LINKS, TAGS, ms, phase
from harbour_fire.voices import VOICES

ORDINARY = {"twitter": 2180, "telegram": 830, "bluesky": 690, "tiktok": 520}
REPOSTS = {"twitter": 22, "telegram": 9, "bluesky": 0, "tiktok": 0}
ANSWERS = {"twitter": 14, "telegram": 18, "bluesky": 17, "tiktok": 0}
QUOTES = {"twitter": 4, "telegram": 0, "bluesky": 4, "tiktok": 0}
LINKED = {"twitter": 42, "telegram": 26, "bluesky": 36, "tiktok": 0}
TAGGED = {"twitter": 40, "telegram": 9, "bluesky": 25, "tiktok": 88}


@dataclass
class Post:
    """One post, before a format makes a record of it. `ref` is the post that is reposted, answered or quoted."""

    platform: str
    account: Account
    at: int
    text: str
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    kind: str = "post"
    ref: Post | None = None
    note: str = ""
    id: str = ""


def story(platform: str) -> list[Post]:
    """Every post of one platform, in order of time."""
    people = cast(platform)
    members = {group.name: recruit(group) for group in GROUPS}
    crowd = people + [m for name in members for m in members[name] if m.platform == platform]
    found = [Post(platform, people[0], at, "") for at in times(platform, ORDINARY[platform])]
    pushed = [push for group in GROUPS for push in pushes(group, members[group.name])]
    found += [_pushed(push) for push in pushed if push.account.platform == platform]
    found += _voices(platform) + _attacks(platform, people)
    found.sort(key=lambda post: (post.at, post.account.id, post.text))
    dice = Dice(f"posts/{platform}")
    for n, post in enumerate(found):
        if not post.note:
            _ordinary(dice, post, people, crowd, found[:n])
    return found


def _ordinary(dice: Dice, post: Post, people: list[Account], crowd: list[Account], earlier: list[Post]) -> None:
    """Fills in an ordinary post: a sentence of its phase, or a repost, an answer, a quote, a chain text."""
    now, platform = phase(post.at), post.platform
    # now and then a member of a group writes something ordinary
    post.account = dice.pick(crowd[len(people) :] or people) if dice.chance(4) else dice.skewed(people)
    while post.account.group and now == "before":
        post.account = dice.skewed(people)
    throw, recent = dice.below(100), earlier[-160:]
    if recent and throw < REPOSTS[platform]:
        return _repost(dice, post, recent)
    throw -= REPOSTS[platform]
    if recent and throw < ANSWERS[platform]:
        post.kind, post.ref, post.text = "reply", _liked(dice, recent), words.fill(dice, dice.pick(words.REPLIES))
        return None
    throw -= ANSWERS[platform]
    if now != "before" and dice.chance(2):
        post.text = dice.pick(words.CHAIN)
        return None
    post.text = words.fill(dice, dice.pick(words.TEXTS[now]))
    if recent and throw < QUOTES[platform]:
        post.kind, post.ref = "quote", _liked(dice, recent)
    if dice.chance(LINKED[platform]):
        post.links = [dice.skewed(LINKS[now])]
    if dice.chance(TAGGED[platform]):
        post.tags = dice.few(TAGS[now], dice.between(1, 3))
    return None


def _repost(dice: Dice, post: Post, recent: list[Post]) -> None:
    original = _liked(dice, recent)
    post.kind, post.ref, post.text = "repost", original, original.text
    post.links, post.tags = list(original.links), list(original.tags)


def _liked(dice: Dice, recent: list[Post]) -> Post:
    """A post that others react to: a recent one, and never itself a repost."""
    voices = [post for post in recent if post.note == "voice"]
    if voices and dice.chance(24):
        return voices[-1]
    for _ in range(20):
        chosen = recent[len(recent) - 1 - dice.below(dice.below(len(recent)) + 1)]
        if chosen.kind != "repost":
            return chosen
    return next(post for post in recent if post.kind != "repost")


def _pushed(push: Push) -> Post:
    if push.account.platform == "tiktok":
        return Post("tiktok", push.account, push.at, push.text, [], [push.tag, "HarbourFire"], note=push.occasion)
    return Post(push.account.platform, push.account, push.at, push.text, [push.link], [push.tag], note=push.occasion)


def _voices(platform: str) -> list[Post]:
    """What outlets, the port authority and the journalist post under their own names, on several platforms at once."""
    return [
        Post(platform, voice.accounts[platform], ms(at) + 1000 * voice.lag[platform], text, links, tags, note="voice")
        for voice in VOICES
        if platform in voice.accounts
        for at, text, links, tags in voice.said
    ]


def _attacks(platform: str, people: list[Account]) -> list[Post]:
    start, dice = ms(FIRE + timedelta(hours=13)), Dice(f"attacks/{platform}")
    found = [
        Post(platform, people[60 + n], start + n * 5_400_000 + dice.below(600_000), text, note="hostile")
        for n, text in enumerate(hostile.TEXTS)
    ]
    if platform in ("twitter", "telegram"):
        found.append(Post(platform, people[90], ms(DENIAL) + 123_456, hostile.LONG, note="hostile"))
    # what the accounts with hostile names write is harmless
    for n in range(len(hostile.NAMES[platform])):
        at = ms(CORRECTION) + n * 8_000_000 + dice.below(1_000_000)
        found.append(Post(platform, people[11 + 7 * n], at, "My name is the trap, not this.", note="named"))
    return found
