"""Running PostgreSQL's programs: with nothing of our environment, and never as root."""

import asyncio
import os
import pwd
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from careline.store.embedded.errors import UnusableFolderError

CANNOT_RUN = 126  # what a shell answers for a program that it may not or cannot execute


@dataclass(frozen=True)
class Account:
    """The unprivileged user that root lends to PostgreSQL, which refuses to run as root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Finished:
    """A program's end: its exit code (CANNOT_RUN if it could not be executed) and all it printed."""

    code: int
    output: str


def account_for(bundle: Path) -> Account | None:
    """Who may touch `bundle`: None (we ourselves) unless we are root; then its owner, or `nobody` for a new one."""
    if os.geteuid() != 0:
        return None
    if bundle.exists() and (owner := bundle.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        msg = "PostgreSQL refuses to run as root and there is no user 'nobody': add it, or start as another user."
        raise UnusableFolderError(msg) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def clean_environment() -> dict[str, str]:
    """Nothing of ours: PG* variables would steer the server, and our secrets would be readable in its /proc entry."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def locale_options() -> list[str]:
    """Options of initdb: C.UTF-8, so that sorting is the same everywhere; macOS knows only the character type."""
    return ["--locale=C", "--lc-ctype=UTF-8"] if sys.platform == "darwin" else ["--locale=C.UTF-8"]


async def run(argv: Sequence[str | Path], account: Account | None) -> Finished:
    """Run a short program to its end; if we are cancelled meanwhile, it is killed."""
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd="/",  # ours may be a folder that the account cannot enter
            env=clean_environment(),
            start_new_session=True,  # Ctrl-C reaches us alone, and we then decide
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except OSError as error:
        return Finished(CANNOT_RUN, f"{argv[0]}: {error.strerror}")
    try:
        output, _ = await process.communicate()
        return Finished(await process.wait(), output.decode(errors="replace"))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def can_enter(folder: Path, account: Account) -> bool:
    """Whether the account can reach the folder, asked of the system itself: it knows of ACLs and mounts."""
    return (await run(["/bin/sh", "-c", 'cd -- "$0"', folder], account)).code == 0
