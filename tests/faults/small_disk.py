"""A disk for the database alone that can be full: a tmpfs that shrinks to what it holds.

Mounted in a mount namespace of our own (`unshare -m`), so that nothing is left of it when the last of our processes
ends, however that happens. Only root may; for others there is no such fault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SIZE = "2g"
"""Of memory, as much as is written."""
_INSIDE = "CARELINE_FAULTS_NAMESPACE"


def own_namespace() -> bool:
    """Whether this process has mounts of its own by now."""
    return bool(os.environ.get(_INSIDE))


def enter_own_namespace(words: list[str]) -> None:
    """Start this program again (`python -m` and these words) with mounts of its own, unless it has or cannot have."""
    unshare = shutil.which("unshare")
    if own_namespace() or os.geteuid() != 0 or unshare is None:
        return
    if subprocess.run([unshare, "-m", "true"], check=False, capture_output=True).returncode == 0:
        os.execve(unshare, [unshare, "-m", sys.executable, "-m", *words], {**os.environ, _INSIDE: "1"})


class SmallDisk:
    """Mounted at `folder`, which has to be empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mount(self) -> None:
        self.folder.mkdir(parents=True)
        self._run("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "careline-faults", str(self.folder))

    def fill(self) -> None:
        """No byte more than there is by now. What the database frees meanwhile, it may use."""
        used = shutil.disk_usage(self.folder).used
        self._run("mount", "-o", f"remount,size={used + 64 * 1024}", str(self.folder))

    def free(self) -> None:
        self._run("mount", "-o", f"remount,size={SIZE}", str(self.folder))

    def unmount(self) -> None:
        self._run("umount", "--lazy", str(self.folder))

    def _run(self, *command: str) -> None:
        subprocess.run(command, check=True, capture_output=True)
