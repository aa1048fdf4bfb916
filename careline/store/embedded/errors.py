"""What can go wrong with the embedded server.

EmbeddedPostgresError
  ProgramsMissingError    no PostgreSQL programs that fit
  UnusableFolderError     the data folder cannot be used by us
  AlreadyOwnedError       another process (or object) runs the server of this data folder
  StartFailedError        initdb or postgres gave up; carries the end of its log
"""

from pathlib import Path

_HINTS = (
    ("Address already in use", "another program listens on this port: stop it, or name no port to get a free one."),
    ("No space left on device", "free some disk space."),
    (
        "incompatible with server",
        "the data was made by another PostgreSQL version: install that one or move the folder.",
    ),
    ("wrong ownership", "the data folder belongs to another user: start as that user, or move the folder away."),
    ("invalid permissions", "the cluster folder must be readable by its owner only (chmod 0700)."),
    ("Cannot allocate memory", "the machine has too little free memory for PostgreSQL's shared buffers (128 MB)."),
    ("could not resize shared memory", "there is too little shared memory: in Docker, pass --shm-size=256m."),
    ("could not look up effective user ID", "your user has no entry in /etc/passwd, which PostgreSQL wants: add one."),
    ("invalid locale name", "the system has no C.UTF-8 locale: install one (Debian: package libc-bin or locales)."),
)


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL server cannot be used."""


class ProgramsMissingError(EmbeddedPostgresError):
    """No PostgreSQL programs that can run here, or none of the version that made the data."""


class UnusableFolderError(EmbeddedPostgresError):
    """The data folder belongs to somebody else or holds something that is not ours."""


class AlreadyOwnedError(EmbeddedPostgresError):
    """Another process runs the server of this data folder; the message names it."""


class StartFailedError(EmbeddedPostgresError):
    """The server (or initdb) failed; `log` holds its last lines, the message ends with a hint."""

    def __init__(self, what: str, *, log: str, log_file: Path | None = None) -> None:
        self.log = log
        hint = next((hint for sign, hint in _HINTS if sign in log), "the lines above are all that PostgreSQL said.")
        source = f"its last lines, from {log_file}" if log_file else "its last lines"
        super().__init__(f"{what}; {source}:\n{log.strip() or '(nothing)'}\nHint: {hint}")
