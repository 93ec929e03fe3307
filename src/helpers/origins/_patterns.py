"""The words around a credit: English whole, six other languages for "according to X" and "X reports"."""

from __future__ import annotations

import re
from typing import NamedTuple

CAPITAL = r"[^\W\d_a-zß-öø-ÿа-я]"
_WORD = CAPITAL + r"(?:[\w&'’+-]|\.(?=\w)){0,40}"
_LINK = r"(?:(?:of|for)(?: the)?|and|de(?: la)?|du|des|der|del|di|do|la|le|i|y|&)"
_ARTICLE = r"(?:[Tt]he |[Ll][ea] |[Ll][’']|[Dd]er |[Dd]ie |[Ee]l )?"
NAME = rf"{_ARTICLE}(?P<name>{_WORD}(?: (?:{_LINK} )?{_WORD}){{0,4}})"
_PIECE = r"(?:report|story|article|investigation|dispatch|scoop|exposé|expose|enquête|artículo|articolo|Bericht)"
_SEEN = r"(?:seen|obtained|reviewed|viewed|verified|published|released|gathered|consulté\w*|obtenu\w*)"
_TO = (
    r"(?:[Aa]ccording to|[Cc]iting|[Ss]elon|[Dd][’']après|[Cc]itant|[Cc]ité par|[Ll]aut|[Ss]egún|[Ss]econdo|[Ss]egundo|"
    r"[Пп]о данным|[Пп]о информации)"
)
_TO_WHOM = r"(?:(?:a|an|the|le journal|la chaîne|l[’']agence|le quotidien|агентства|газеты) )?"
_TELLS = (
    r"(?:rapporte|a rapporté|rapportait|a révélé|révèle|écrit|berichtet\w*|informó|ha informado|riferisce|informou|"
    r"сообщает|сообщил\w*)"
)
# What follows a verb of reporting when somebody reports to readers, and not profits to shareholders.
_REPORTED = r"(?= that\b| how\b| last\b| earlier\b| this\b| in \d| in [A-Z]| on [A-Z]|[,.:;”\"]|$)"
_HAS = r"(?:has |had |also )?"
_BY = r"(?:published )?(?:by|in|from|on|de|du|von|di)"
_FIRST = r"(?:reported|(?<=first )revealed|(?<=first )published) (?:first )?by"


NAMED = re.compile(rf"\b{CAPITAL}")


class Rule(NamedTuple):
    """A pattern around certain triggers; one that is `sure` credits an outlet that nobody knows yet as well."""

    rule: str
    sure: bool
    pattern: re.Pattern[str]
    triggers: frozenset[str]


def _rule(rule: str, sure: bool, triggers: str, pattern: str) -> Rule:
    return Rule(rule, sure, re.compile(pattern.replace("NAME", NAME)), frozenset(triggers.split()))


REPORT, TOLD = "X's report", "told X"
ACCORDING, LOOSE = "according to X", "according to X, named nowhere else"
DATELINE, SIGNED = "dateline (X)", "signed (X)"
# From the most telling to the least: the first that stands around a trigger is its credit.
RULES = (
    _rule("first reported by X", True, "report by", rf"(?:first |originally |previously )?{_FIRST} NAME"),
    _rule("X first reported", True, "report", r"NAME (?:was the first to report|(?:first|previously) reported)"),
    _rule("a report by X", True, "report piece", rf"\b[Aa]n? (?:[\w-]+ ){{0,2}}{_PIECE} {_BY} NAME"),
    _rule("X reported", True, "report reveal", rf"NAME (?:{_HAS}reported|reports|revealed(?= that)){_REPORTED}"),
    _rule("X reported", False, "report reveal", rf"NAME (?:{_HAS}reported|revealed)\b"),
    _rule(REPORT, False, "report piece", rf"(?:\b[Tt]he |\b[Aa]n? |\b[Aa]fter )?NAME(?:['’]s?)? (?:\w+ )?{_PIECE}\b"),
    _rule("seen by X", False, "by", rf"{_SEEN} (?:by|par) NAME"),
    _rule("X said it has seen", False, "has", r"NAME (?:said|says) (?:that )?it ha[sd] (?:seen|obtained|reviewed)"),
    _rule(ACCORDING, False, "to", rf"{_TO} {_TO_WHOM}NAME"),
    _rule("X reports", False, "report tells", rf"NAME (?:reports?|writes|wrote|{_TELLS})\b"),
    _rule("reports X", False, "tells", rf"{_TELLS} NAME"),
    _rule(TOLD, False, "told", r"(?:told|telling|tells|déclaré à|sagte) NAME"),
)  # fmt: skip
TRIGGER = re.compile(
    r"(?P<report>report)|(?P<piece>story|article|investigation|dispatch|scoop|expos|enquête|artículo|articolo|[Bb]ericht)|"
    r"(?P<to>ccording to|[Ss]elon\b|[Dd][’']après|[Ll]aut\b|[Ss]egún|[Ss]econdo|[Ss]egundo|[Пп]о (?:данным|инф)|"
    r"[Cc]iting|[Cc]itant|[Cc]ité par)|(?P<by>by [A-Zt]|par [A-Z])|(?P<has>it ha[sd] )|"
    r"(?P<tells>rapport|révèl|inform|riferisce|сообщ|writes|wrote|écrit)|"
    r"(?P<told>t(?:old|elling|ells) |déclaré à|sagte)|"
    r"(?P<reveal>revealed)"
)
# A piece that every trigger has, and how many characters of the trigger stand before it at most: a text is run through
# for these first, because `re` asks at every character which of so many words may begin there.
PIECES = (
    ("report", 0), ("story", 0), ("article", 0), ("investigation", 0), ("dispatch", 0), ("scoop", 0), ("expos", 0),
    ("artículo", 0), ("articolo", 0), ("enquête", 0), ("ericht", 1), ("ccording to", 0), ("elon", 1), ("près", 3),
    ("aut", 1), ("egún", 1), ("econdo", 1), ("egundo", 1), ("о данным", 1), ("о инф", 1), ("iting", 1), ("itant", 1),
    ("ité par", 1), ("by ", 0), ("par ", 0), ("it ha", 0), ("rapport", 0), ("révèl", 0), ("inform", 0),
    ("riferisce", 0), ("сообщ", 0), ("writes", 0), ("wrote", 0), ("écrit", 0), ("told ", 0), ("telling ", 0),
    ("tells ", 0), ("déclaré à", 0), ("sagte", 0), ("revealed", 0),
)  # fmt: skip
BY_TRIGGER = {name: tuple(one for one in RULES if name in one.triggers) for name in TRIGGER.groupindex}
AT_HEAD = re.compile(
    r"\s*(?:[^\W\d_][\w ,.'’/-]{0,60})?\(" + NAME + r"(?:/[\w ]{1,20})?\)\s*[-–—]|\s*(?P<bare>[A-Z][A-Z]{1,5}) [-–—] "
)
AT_END = re.compile(
    r"(?m)(?:^|[.!?»”\"]\s*)(?:\((?P<name>[A-Z][\w .&/-]{1,30})\)|[—–] ?(?P<dash>[A-Z][\w .&]{1,30}))\s*$"
)
# Behind these a report is what somebody answers to, and not what the article has its story from.
ANSWERED = re.compile(
    r"(?:comment on|respond to|reply to|den(?:y|ies|ied)|reject\w*|dismiss\w*|disput\w*|contradict\w*|démenti\w*) $"
)
ABSTRACT = re.compile(
    r"\d|\b(?:Committee|Commission|Ministry|Department|Government|Court|Bank|University|Institute|Office)\b"
)
# What begins a sentence or stands for somebody else, and is no outlet's name.
NO_OUTLET = re.compile(
    r"(?:I|He|She|It|We|They|You|This|That|These|Those|The|A|An|But|And|Who|Police|Officials?|Sources?|Critics|Mr|Mrs|Ms|"
    r"Dr|President|Minister|Senator|Congress|Parliament|Reporters|Journalists|Investigators|Prosecutors|Researchers|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|On|In|At|As|When|While|After|Before|Last|Earlier|Although|If|However|"
    r"Local|Several|Some|Many|Other|Media|Il|Elle|Ils|Elles|Les|Des|Un|Une)(?:\s|$)"
)
