"""No registry host, no machine path, no big or built file among what git tracks."""

import re
import subprocess
import sys
from pathlib import Path

HOSTS = re.compile(r"py" r"pi\.org|python" r"hosted\.org|npm" r"js\.(org|com)|deb\.deb" r"ian")
PATHS = re.compile(r"(^|[^A-Za-z0-9.])/(wor" r"k|far" r"m|roo" r"t)/")
MOST_BYTES = 1024 * 1024


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.decode()
    faults = [fault for name in listed.split("\0") if name for fault in faults_of(Path(name))]
    print("\n".join(faults) or "no registry hosts, machine paths or big files")
    return 1 if faults else 0


def faults_of(path: Path) -> list[str]:
    if not path.is_file():
        return []
    if path.stat().st_size > MOST_BYTES:
        return [f"{path}: over 1 MiB"]
    text = path.read_text("utf-8", "replace")
    kinds = (("a registry host", HOSTS), ("a machine path", PATHS))
    return [f"{path}: {kind}: {found.group(0)!r}" for kind, pattern in kinds if (found := pattern.search(text))]


if __name__ == "__main__":
    sys.exit(main())
