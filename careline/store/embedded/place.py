"""Where things lie.

data_dir/          named by the caller
  server.log       the server's log (and server.log.old)
  state.json       for other processes: address and password (mode 0600)
  home             only if the server's user cannot enter data_dir: a link to the folder that then takes the rest
  lock             whose it is, for as long as the owner lives
  postgres/        password (mode 0600) and data/, the cluster; appears at once, complete, or not at all
  programs-*/      a copy of the wheel's programs, if the server's user cannot get at the original
"""

import asyncio
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from careline.store.embedded.errors import UnusableFolderError
from careline.store.embedded.lock import OwnerLock
from careline.store.embedded.processes import cluster_name, servers_in
from careline.store.embedded.tools import Account, account_for, can_enter


@dataclass(frozen=True)
class Place:
    """The paths of one server. `home` is `data_dir`, unless the server's user cannot enter that."""

    data_dir: Path
    home: Path
    account: Account | None = None

    @property
    def log(self) -> Path:
        return self.data_dir / "server.log"

    @property
    def bundle(self) -> Path:
        return self.home / "postgres"

    @property
    def cluster(self) -> Path:
        return self.bundle / "data"

    @property
    def password(self) -> Path:
        return self.bundle / "password"

    @property
    def lock(self) -> Path:
        return self.home / "lock"


def recorded_home(data_dir: Path) -> Path:
    """Where an earlier start put the server of this data folder: `data_dir` itself, or what its link names."""
    return (data_dir / "home").resolve() if (data_dir / "home").is_dir() else data_dir


async def settle(data_dir: Path) -> Place:
    """Make the data folder, and choose the home anew only if there is none yet. Raises UnusableFolderError."""
    try:
        home = await asyncio.to_thread(_known_home, data_dir)
        account = account_for((home or data_dir) / "postgres")
        if home is None and account is not None and not await can_enter(data_dir, account):
            home = await _outside_home(data_dir, account)
    except OSError as error:
        msg = f"{data_dir} cannot be the data folder: {error}"
        raise UnusableFolderError(msg) from error
    return Place(data_dir, home or data_dir, account)


def _known_home(data_dir: Path) -> Path | None:
    data_dir.mkdir(parents=True, exist_ok=True)
    home = recorded_home(data_dir)
    bundle = home / "postgres"
    if bundle.exists() and os.geteuid() not in {0, bundle.stat().st_uid}:
        msg = f"{bundle} belongs to user id {bundle.stat().st_uid}: start as that user (or root), or move it away."
        raise UnusableFolderError(msg)
    return home if home != data_dir or bundle.exists() else None


async def _outside_home(data_dir: Path, account: Account) -> Path:
    """A folder for root's server that its user can enter, named after `data_dir` and recorded there as a link.

    Opening the way by chmod would expose what the user has closed. Below the temporary folder if the data folder is
    there (as short-lived as that), else in /var/lib: some systems empty /var/tmp by age, file by file.
    """
    name = cluster_name(data_dir)
    for parent in _outside_parents(data_dir):
        if await can_enter(parent, account):
            return await asyncio.to_thread(_link_home, data_dir, _own_folder(parent / name))
    msg = (
        f"{data_dir} is closed to user id {account.uid}, and so are /var/lib and /var/tmp: choose another data folder."
    )
    raise UnusableFolderError(msg)


def _outside_parents(data_dir: Path) -> list[Path]:
    temporary = Path(tempfile.gettempdir()).resolve()
    first = [temporary] if data_dir.is_relative_to(temporary) else []
    lasting = [Path("/var/lib"), Path("/var/tmp")]  # noqa: S108 - made safe by _own_folder
    return [path.resolve() for path in first + lasting if path.is_dir() and os.access(path, os.W_OK)]


def _own_folder(path: Path) -> Path:
    """Make it or find it ours: in a folder open to all, somebody may have put his own there under this name."""
    path.mkdir(mode=0o755, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
        msg = f"{path} was not made by us (owner {found.st_uid}, mode {found.st_mode:o}): move it away."
        raise UnusableFolderError(msg)
    path.chmod(0o755)  # whatever the umask was
    return path


def _link_home(data_dir: Path, home: Path) -> Path:
    link = data_dir / "home"
    link.unlink(missing_ok=True)  # a dangling one, or the same from a start at the same moment
    link.symlink_to(home)
    return home


def remove(data_dir: Path) -> None:
    """Delete a stopped server for good: cluster, log, state and home. Raises AlreadyOwnedError while it is owned,
    UnusableFolderError while a server of a dead owner still runs (start and stop it first).
    """
    data_dir = data_dir.resolve()
    place = Place(data_dir, recorded_home(data_dir))
    if not data_dir.exists():
        return
    lock = OwnerLock(place.lock)
    lock.acquire()
    try:
        if servers_in(place.cluster):
            msg = f"A server still runs in {place.cluster}; start and stop it to have its data removed."
            raise UnusableFolderError(msg)
        _delete(place)
    finally:
        lock.release()


def _delete(place: Place) -> None:
    """Only what we made: the caller may have named a folder that holds other things too."""
    for folder in [place.bundle, *place.home.glob("programs-*"), *place.home.glob("init-*")]:
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("server.log", "server.log.old", "state.json", "home"):
        (place.data_dir / name).unlink(missing_ok=True)
    place.lock.unlink(missing_ok=True)
    for folder in {place.home, place.data_dir}:
        if not any(folder.iterdir()):
            folder.rmdir()
