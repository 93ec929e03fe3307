"""What durations, sets and references mean: how long, how often, and now."""

from __future__ import annotations

from helpers.dates._slots import Around, Meaning, Slots, unresolved

_MANY = {"DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M")}
_FINER = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "S")}


def _period(said: Slots) -> str:
    """The TIMEX3 period: P2W, PT5H, PXY; half an hour is PT30M."""
    count, name = said.first("COUNT"), said["UNIT"][0]
    count = "X" if count is None else count
    times, name = _MANY.get(name, (1, name))
    if count != "X":
        count = float(count) * times
        if count != int(count) and name in _FINER:
            times, name = _FINER[name]
            count = round(count * times, 2)
        count = int(count) if count == int(count) else count
    clock = "T" if name in ("S", "TM", "TH") else ""
    return f"P{clock}{count}{name[-1] if clock else name}"


def duration(said: Slots, around: Around) -> Meaning | None:
    """How long: it has no date."""
    return unresolved(_period(said), "DURATION")


def often(said: Slots, around: Around) -> Meaning | None:
    """How often: every day, on Mondays, weekly."""
    if "WEEKDAY" in said:
        return unresolved(f"XXXX-WXX-{said['WEEKDAY'][0] + 1}", "SET")
    if "UNIT" in said:
        name = said["UNIT"][-1]  # two days a week: of the week
        counted = Slots({**said, "UNIT": [name], "COUNT": [said.first("COUNT") or 1]})
        return unresolved("XXXX-WXX-WE" if name == "WE" else _period(counted), "SET")
    if "PART" in said:
        return unresolved(f"XXXX-XX-XXT{said['PART'][0]}", "SET")
    if "MONTH" in said:
        return unresolved(f"XXXX-{said['MONTH'][0]:02}", "SET")
    return unresolved(f"XXXX-{said['SEASON'][0]}", "SET") if "SEASON" in said else None


def reference(said: Slots, around: Around) -> Meaning | None:
    """Now, recently, in the future: near, and nothing more is said."""
    return unresolved(said["REF"][0])
