"""`python -m tests.guards.run [NAME…]`: takes one guard away at a time and runs the test that is named for it.

The test has to fail then: a guard whose loss no test notices protects nobody for long. The table is guards.toml.
It works in a copy of the checkout, so that a run that is ended halfway leaves nothing broken behind.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("guards.toml")
LINKED = (".venv", ".venv-bot", "models", ".setup")
SECONDS_AT_MOST = 300


def guards() -> list[dict[str, Any]]:
    """The table."""
    found: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["guard"]
    return found


def is_there(guard: dict[str, Any]) -> bool:
    """Whether the guard stands where the table says, exactly once."""
    file = ROOT / guard["file"]
    return file.exists() and file.read_text("utf-8").count(guard["guard"]) == 1


def copied(folder: Path) -> Path:
    """The files of this checkout, as they are now, with the environments linked."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, names):
        source = ROOT / name
        if source.is_file() and not source.is_symlink():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for name in LINKED:
        if (ROOT / name).exists():
            (folder / name).symlink_to((ROOT / name).resolve())
    return folder


def caught(copy: Path, guard: dict[str, Any]) -> tuple[bool, str]:
    """Whether the named test fails without the guard, and the end of what it printed."""
    file = copy / guard["file"]
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(guard["guard"], guard["instead"]), "utf-8")
    rasas = guard["test"][0].startswith("tests/bot")
    python, more = (".venv-bot/bin/python", []) if rasas else (".venv/bin/python", ["--timeout", "60"])
    words = [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *more, *guard["test"]]
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "CARELINE_TEST_EXAMPLES": "100",
    }
    try:
        done = subprocess.run(
            words, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS_AT_MOST, check=False
        )
    except subprocess.TimeoutExpired:
        return True, "took too long"
    finally:
        file.write_text(whole, "utf-8")
    # 1: tests failed. 0: nobody noticed. Others: no test ran, so nothing was proved.
    return done.returncode == 1, done.stdout[-1500:] + done.stderr[-500:]


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.guards.run", description=__doc__)
    cli.add_argument("names", nargs="*", help="only these")
    options = cli.parse_args()
    wanted = [guard for guard in guards() if not options.names or guard["name"] in options.names]
    missed = []
    with tempfile.TemporaryDirectory(prefix="careline-guards-") as folder:
        copy = copied(Path(folder))
        for guard in wanted:
            if not is_there(guard):
                print(f"LOST    {guard['name']}  ({guard['file']} has changed: mend the table)", flush=True)
                missed.append(guard["name"])
                continue
            began = time.monotonic()
            noticed, told = caught(copy, guard)
            print(
                f"{'caught' if noticed else 'MISSED'}  {guard['name']}  ({time.monotonic() - began:.0f} s)", flush=True
            )
            if not noticed:
                missed.append(guard["name"])
                print(told)
    print(
        f"{len(wanted) - len(missed)} of {len(wanted)} guards caught"
        + (f"; missed: {', '.join(missed)}" if missed else "")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
