"""`casebook schedule`: a case rendered again and again."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from helpers.cli.answers import load, say, where
from helpers.errors import UsageError

ABOUT = "render a case on a schedule: with cron, a systemd timer or a GitHub workflow"
EXAMPLES = (
    'casebook schedule harbour-fire --every "mon 06:00"',
    'casebook schedule harbour-fire --every "mon,thu 06:00" --as systemd --print',
    "casebook schedule harbour-fire          what is set, and when it comes next",
)
CASE = "case"
WAYS = ("cron", "systemd", "github")


def options(parser: argparse.ArgumentParser) -> None:
    """When, by which program, and whether to show it only."""
    about = 'when: "mon 06:00", "mon-fri 06:00", "day 06:00", "hour", "month 1 06:00", "15 minutes"'
    parser.add_argument("--every", metavar="WHEN", help=about)
    parser.add_argument("--as", dest="way", metavar="WAY", help=f"{', '.join(WAYS)}; else cron")
    about = "the time zone that WHEN is in, as in Europe/Berlin; else this machine's"
    parser.add_argument("--zone", metavar="ZONE", help=about)
    parser.add_argument(
        "--print", action="store_true", dest="show", help="show what would be written, and write nothing"
    )


def run(given: argparse.Namespace) -> None:
    """Sets a schedule, shows what it would be, or lists what is set."""
    if given.every is None:
        for option, value in (("--as", given.way), ("--zone", given.zone), ("--print", given.show)):
            if value:
                raise UsageError(f'{option} needs --every too, as in --every "mon 06:00".')
        return _list(given)
    from helpers import dates, schedule
    from helpers.errors import TableError, did_you_mean

    way = given.way or WAYS[0]
    if way not in WAYS:
        raise UsageError(f'--as is one of {", ".join(WAYS)}, and not "{way}".{did_you_mean(way, WAYS)}')
    try:
        zone = dates.zone(given.zone).key if given.zone else schedule.machine_zone()
    except TableError as error:
        raise UsageError(f"--zone: {error}") from error
    case = load(given)
    job = schedule.job(case, schedule.when(given.every, zone))
    text = schedule.WAYS[way].text(job)
    if given.show:
        return say(given, {"way": way, "text": text, "when": job.when.words}, text.rstrip("\n"))
    said = [*schedule.WAYS[way].write(job), *_hooks(case)]
    said += [f"Each run is logged in {job.log}."] if way != "github" else []
    then = f"next:  casebook schedule {case.name}{where(given)}"
    say(given, {"way": way, "when": job.when.words, "said": said}, "\n".join([*said, then]))


def _hooks(case: Any) -> list[str]:
    """Which programs the schedule will run: whoever was handed a case should know that."""
    told = (("on_change", case.publication.on_change), ("on_fail", case.publication.on_fail))
    return [f"{event} of case.toml runs: {shlex.join(command)}" for event, command in told if command]


def _list(given: argparse.Namespace) -> None:
    from helpers import paths, schedule

    name, root = paths.check_name(given.case), paths.find_workspace(given.workspace).root
    rows: list[dict[str, Any]] = []
    for way, module in schedule.WAYS.items():
        if one := module.found(root, name):
            rows.append({"way": way, "where": one.where, "every": one.every, "next": one.next, "remark": one.remark})
    lines = [_line(row) for row in rows] or [f"{name} is on no schedule."]
    then = f"next:  casebook {'unschedule' if rows else 'schedule'} {name}{where(given)}"
    then += "" if rows else ' --every "mon 06:00"'
    rows = [row | {"next": row["next"].isoformat() if row["next"] else None} for row in rows]
    say(given, {"schedules": rows}, "\n".join([*lines, then]))


def _line(row: dict[str, Any]) -> str:
    following = f", next on {row['next']:%a %Y-%m-%d %H:%M} ({row['next'].tzinfo})" if row["next"] else ""
    place = f" ({row['where']})" if row["where"] != "crontab" else ""
    return " ".join(part for part in (f"{row['way']}: every {row['every']}{following}{place}.", row["remark"]) if part)
