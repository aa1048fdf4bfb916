"""Making the cluster: complete or not at all."""

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from careline.store.embedded.errors import StartFailedError, UnusableFolderError
from careline.store.embedded.place import Place
from careline.store.embedded.programs import Programs
from careline.store.embedded.tools import locale_options, run

ROLE = DATABASE = "careline"


def data_version(place: Place) -> int | None:
    """The major version that made the cluster; None if there is no cluster yet.

    Raises UnusableFolderError if there is a folder that is no complete cluster: we never make one like that, so it
    is somebody's data, damaged, and not ours to replace.
    """
    if not place.bundle.exists():
        return None
    try:
        place.password.read_text()
        return int((place.cluster / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        msg = f"{place.bundle} is not a complete PostgreSQL cluster ({error}). Move it away to start with an empty one."
        raise UnusableFolderError(msg) from error


async def create(place: Place, programs: Programs) -> None:
    """Run initdb in a folder beside (1-3 s) and put the result in place by one rename.

    Whatever is interrupted on the way is swept by the next call. Raises StartFailedError.
    """
    _sweep(place.home)
    staging = Path(tempfile.mkdtemp(prefix="init-", dir=place.home))
    try:
        password = _write_password(staging, place)
        answer = await run(_initdb(programs, staging, password), place.account)
        if answer.code:
            what = f"initdb could not make a cluster in {place.home} (exit code {answer.code})"
            raise StartFailedError(what, log=_last_lines(answer.output))
        _put_in_place(staging, place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _initdb(programs: Programs, staging: Path, password: Path) -> list[str | Path]:
    fixed = ["--auth=scram-sha-256", f"--username={ROLE}", "--encoding=UTF8", "--data-checksums", "--no-instructions"]
    target: list[str | Path] = ["-D", staging / "data", f"--pwfile={password}"]
    return [programs.folder / "initdb", *target, *fixed, *locale_options()]


def _write_password(staging: Path, place: Place) -> Path:
    """A random password, readable by the server's user alone; it stays with the cluster, so the two never differ."""
    path = staging / "password"
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w") as stream:
        stream.write(secrets.token_urlsafe(32))
        stream.flush()
        os.fsync(file)
    if place.account:
        for owned in (staging, path):
            os.chown(owned, place.account.uid, place.account.gid)
    return path


def _sweep(home: Path) -> None:
    """Remove what a killed owner left; its initdb, should it still run, then fails and ends."""
    for leftover in home.glob("init-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _put_in_place(staging: Path, place: Place) -> None:
    """Rename, and make the rename survive a power cut."""
    staging.rename(place.bundle)
    file = os.open(place.home, os.O_RDONLY)
    with contextlib.suppress(OSError):  # some file systems cannot
        os.fsync(file)
    os.close(file)


def _last_lines(text: str) -> str:
    return "\n".join(text.splitlines()[-15:])
