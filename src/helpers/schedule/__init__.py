"""A case on a schedule: what cron, a systemd timer or a GitHub workflow is told, put in place and taken out again.

    when = schedule.when("mon 06:00", schedule.machine_zone())
    job = schedule.job(case, when)
    schedule.WAYS["cron"].text(job)            what would be written
    schedule.WAYS["cron"].write(job)           writes it, and returns sentences about it
    schedule.WAYS["cron"].remove(root, name)   takes out what was written for that case, and nothing else

Each way is one module with `text`, `write`, `remove` and `found`. What is scheduled is always the same, with the Python
that is running now: `casebook render CASE --hooks --quiet --log FILE`. The lock, the gates, what is kept of earlier
publications and the exit code are render's own.
"""

from __future__ import annotations

from types import ModuleType

from helpers.schedule import _cron, _github, _systemd
from helpers.schedule._job import Found, Job, job
from helpers.schedule._when import When, machine_zone, when

WAYS: dict[str, ModuleType] = {"cron": _cron, "systemd": _systemd, "github": _github}

__all__ = ["WAYS", "Found", "Job", "When", "job", "machine_zone", "when"]
