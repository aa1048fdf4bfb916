"""docs/production.md as what it is: commands. Its blocks, with the places of a machine replaced by those of a test."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.running.process import ROOT

GUIDE = ROOT / "docs" / "production.md"
UNITS = ROOT / "deploy" / "systemd"
_PART = re.compile(r"^## (\d+)\. .*$", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(part: int) -> list[tuple[str, str]]:
    """Language and text of each block of a part."""
    text = GUIDE.read_text("utf-8")
    begins = {int(found[1]): found.end() for found in _PART.finditer(text)}
    after = [found.start() for found in _PART.finditer(text) if found.start() > begins[part]]
    return [(found[1], found[2]) for found in _BLOCK.finditer(text[begins[part] : min(after, default=len(text))])]


@dataclass
class Guide:
    """`places` are what stands in the guide, and what stands there on this machine. Applied in their order."""

    places: Mapping[str, str]
    path: str
    """Where programs are found: PostgreSQL's own first."""
    left_out: tuple[str, ...] = ()
    """Lines with one of these need what a test has not got: other users, systemd, a carrier."""
    more: Mapping[str, str] = field(default_factory=dict)

    def placed(self, text: str) -> str:
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def script(self, part: int, number: int = 0) -> str:
        """One block of a part, to be run."""
        lines = self.placed(blocks(part)[number][1]).splitlines()
        return "\n".join(line for line in lines if not any(word in line for word in self.left_out))

    def run(self, script: str, seconds: float = 300) -> str:
        """By a shell that stops at the first error; what was printed. Raises AssertionError with it."""
        environment = {"PATH": self.path, "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", **self.more}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n-- ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def unit(self, name: str) -> tuple[list[str], dict[str, str]]:
        """Command and environment of `careline-web@8000` and the like, as systemd reads them."""
        stem, _, instance = name.partition("@")
        file = UNITS / (f"{stem}@.service" if instance else f"{stem}.service")
        lines = dict(
            line.split("=", 1) for line in file.read_text("utf-8").splitlines() if "=" in line and line[0] != "#"
        )
        known = {"PATH": self.path, **self.more, **read_environment(self.placed(lines["EnvironmentFile"]))}
        text = self.placed(lines["ExecStart"].replace("%i", instance)).replace("$$", "\0")
        text = re.sub(r"\$\{(\w+)\}", lambda found: known[found[1]], text).replace("\0", "$")
        return shlex.split(text), known


def read_environment(file: str) -> dict[str, str]:
    """As systemd reads an EnvironmentFile: NAME=value, quoted or not."""
    pairs = [line.split("=", 1) for line in Path(file).read_text("utf-8").splitlines() if "=" in line]
    return {name: "".join(shlex.split(value)) for name, value in pairs}
