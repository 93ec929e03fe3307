"""Who decides: a name that is given, else that of git, else that of the account of this machine."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from pathlib import Path


def proposed(folder: Path) -> str:
    """The name that git knows in this folder, else that of the user; empty where neither is known."""
    if shutil.which("git"):
        asked = ["git", "-C", str(folder), "config", "user.name"]
        try:
            done = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)
            if done.returncode == 0 and done.stdout.strip():
                return " ".join(done.stdout.split())
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            pass
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
