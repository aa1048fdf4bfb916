"""Named points at which a test kills this process: between a remedy's claim, its POST, and the record of its answer.

Nothing happens unless CARELINE_DEMO=1 and CARELINE_CRASH_AT=POINT, or POINT:FILE to die once: the file is made first,
and a process that finds it lives on.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

POINTS = ("after_claim", "after_post", "before_record", "after_record")


def crash_point(name: str) -> None:
    """End like by kill -9, if this is where a test wants it."""
    wanted, _, once = os.environ.get("CARELINE_CRASH_AT", "").partition(":")
    if wanted != name or os.environ.get("CARELINE_DEMO") != "1":
        return
    if once:
        try:
            Path(once).touch(exist_ok=False)
        except FileExistsError:
            return
    os.kill(os.getpid(), signal.SIGKILL)
