"""cron: a block in the crontab, and no other line touched."""

from __future__ import annotations

import json
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scheduled import casebook, command_of, job, program

from helpers import intake

OTHERS = b"MAILTO=ana\n# mine \xe9\n*/5 * * * * /bin/true # 100\\%\n\n"


def test_a_block_in_the_crontab_and_no_other_line_touched(
    crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crontab.write_bytes(OTHERS + b"@reboot x")  # without an end of line
    where = ("--workspace", str(space))
    code, said = casebook(capsys, "schedule", "quay", "--every", "mon 06:00", *where)
    assert (code, said.splitlines()) == (
        0,
        [
            "cron renders quay every mon 06:00, by the machine's own clock (Europe/Berlin), if the machine is on at "
            "that time.",
            f"Each run is logged in {space}/reports/quay.past/log.txt.",
            f"next:  casebook schedule quay --workspace {shlex.quote(str(space))}",
        ],
    )
    written = crontab.read_bytes()
    assert written.startswith(OTHERS + b"@reboot x\n# begin casebook-")
    begin, line, end = written.decode("latin-1").splitlines()[-3:]
    name = begin.split()[2].rstrip(",")
    assert (begin, end) == (f'# begin {name}, every "mon 06:00", by Europe/Berlin', f"# end {name}")
    # cron makes a line for sh of it by taking the backslash from each \%
    fields, shell = " ".join(line.split()[:5]), line.split(maxsplit=5)[5].replace(r"\%", "%")
    assert (fields, shlex.split(shell)) == ("0 6 * * 1", command_of(space))
    assert line.count("%") == line.count(r"\%") > 0

    assert casebook(capsys, "schedule", "quay", "--every", "day 07:30", *where)[0] == 0  # in the place of the first
    assert crontab.read_bytes() == written.replace(b'"mon 06:00"', b'"day 07:30"').replace(b"0 6 * * 1", b"30 7 * * *")
    code, said = casebook(capsys, "unschedule", "quay", *where)
    assert (code, said.splitlines()[0]) == (0, f"The line of {name} is out of the crontab.")
    assert crontab.read_bytes() == OTHERS + b"@reboot x\n"
    assert casebook(capsys, "unschedule", "quay", *where)[1].splitlines()[0] == "quay was on no schedule."


def test_two_workspaces_with_a_case_of_one_name(crontab: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        intake.new("quay", home / name)
        assert casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(home / name))[0] == 0
    assert crontab.read_text().count("# begin") == 2
    assert casebook(capsys, "unschedule", "quay", "--workspace", str(home / "one"))[0] == 0
    assert str(home / "two") in crontab.read_text() and str(home / "one/") not in crontab.read_text()


def test_a_case_that_is_gone_can_be_unscheduled(crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(space))
    shutil.rmtree(space / "data/raw/quay")
    assert casebook(capsys, "unschedule", "quay", "--workspace", str(space))[0] == 0
    assert crontab.read_bytes() == b""


@pytest.mark.parametrize("lines", ["# begin {0}, x\n0 6 * * 1 x\n", "# end {0}\n", "# begin {0}\na\nb\n# end {0}\n",
                                   "# begin {0}\na\n# end {0}\n# begin {0}\na\n# end {0}\n"])  # fmt: skip
def test_a_broken_block_is_left_alone(
    crontab: Path, space: Path, lines: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = OTHERS + lines.format(job(space).name).encode()
    crontab.write_bytes(text)
    for words in (("schedule", "quay", "--every", "hour"), ("unschedule", "quay")):
        assert casebook(capsys, *words, "--workspace", str(space)) == (
            2,
            f"The crontab has other lines between the marks of {job(space).name}, or lacks one of them, so nothing was "
            "changed. Look at it with `crontab -e`, and take out what does not belong there.",
        )
    assert crontab.read_bytes() == text


def test_a_crontab_that_cannot_be_read_is_not_replaced(
    home: Path, space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(home / "bin/crontab", 'test "$1" = -l || touch replaced\necho "you may not" >&2; exit 1')
    said = casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(space))
    assert said == (2, "`crontab -l` failed, so nothing was changed: you may not.")
    assert not Path("replaced").exists()


def test_a_crontab_that_refuses(crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crontab.write_text("# refuse\n")
    said = casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(space))
    assert said == (2, "`crontab -` refused the new crontab, and the old one stands: bad minute.")
    assert crontab.read_text() == "# refuse\n"


def test_no_cron(home: Path, space: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(home / "bin"))
    said = casebook(capsys, "schedule", "quay", "--every", "hour", "--workspace", str(space))
    assert said == (2, "There is no `crontab` on this machine. Install cron, or use --as systemd or --as github.")


def test_what_is_set_and_when_it_comes_next(crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--workspace", str(space))
    at = f" --workspace {shlex.quote(str(space))}"
    assert casebook(capsys, "schedule", "quay", *where) == (
        0, f'quay is on no schedule.\nnext:  casebook schedule quay{at} --every "mon 06:00"',
    )  # fmt: skip
    casebook(capsys, "schedule", "quay", "--every", "mon 06:00", *where)
    code, said = casebook(capsys, "schedule", "quay", "--json", *where)
    ((way, every, following, remark),) = [
        (one["way"], one["every"], one["next"], one["remark"]) for one in json.loads(said)["schedules"]
    ]
    assert (code, way, every, remark) == (0, "cron", "mon 06:00", "")
    ahead = datetime.fromisoformat(following) - datetime.now(UTC)
    assert 0 <= ahead.total_seconds() <= 7 * 86400 + 3600
    listed = casebook(capsys, "schedule", "quay", *where)[1].splitlines()
    day = datetime.fromisoformat(following)
    assert listed == [
        f"cron: every mon 06:00, next on {day:%a %Y-%m-%d %H:%M} (Europe/Berlin).",
        f"next:  casebook unschedule quay{at}",
    ]
    crontab.write_text(crontab.read_text().replace("0 6 * * 1", "0 7 * * 1"))
    changed = casebook(capsys, "schedule", "quay", *where)[1]
    assert "Its line was changed by hand, so that its next time is not known here." in changed


def test_cron_does_not_know_zones(crontab: Path, space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("schedule", "quay", "--every", "mon 06:00", "--zone", "Asia/Tokyo", "--workspace", str(space))
    assert casebook(capsys, *words) == (
        2,
        "cron goes by the machine's own time zone, which is Europe/Berlin, and not by Asia/Tokyo. "
        "Leave --zone out, or use --as systemd.",
    )
