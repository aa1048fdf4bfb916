"""One owner per data folder, for as long as the owner lives: the kernel lets go when it dies, however it dies."""

import contextlib
import fcntl
import os
from pathlib import Path

from careline.store.embedded.errors import AlreadyOwnedError


class OwnerLock:
    """A file lock that holds its owner's process id, to be named to whoever comes second.

    Not inherited by children (Python opens files so), or a surviving server would keep it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Take it, or keep it if it is ours already. Raises AlreadyOwnedError at once if another has it."""
        while self._file is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise self._refusal(file) from None
            if self._path.exists() and os.path.samestat(os.fstat(file), self._path.stat()):
                os.ftruncate(file, 0)
                os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
                self._file = file
            else:  # `remove` deleted it between our opening and locking it
                os.close(file)

    def _refusal(self, file: int) -> AlreadyOwnedError:
        owner = os.read(file, 20).decode(errors="replace").strip()
        os.close(file)
        return AlreadyOwnedError(
            f"{f'process {owner}' if owner else 'another process'} runs the PostgreSQL server of {self._path.parent}. "
            "Stop it first, or use its server (careline.store.embedded.running_url)."
        )

    def release(self) -> None:
        """Let go. The file stays: deleting it would let two processes lock two files of the same name."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
