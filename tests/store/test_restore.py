"""Backup and restore as docs/production.md has it, part 8: roles are made anew, the erased stay so, Rasa goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.engine import make_url

from careline.clock import utc_now
from careline.doctor import State, examine
from careline.privacy.erase import digest_of, erase, to_erase_again
from careline.privacy.jobs import keep_record, read_record
from careline.store.database import Database
from careline.store.embedded.programs import candidates
from careline.store.migrate import migrate, tracker_role, tracker_url
from careline.store.sealing import seal, verify
from tests.conftest import NewDatabase
from tests.databases import Engines
from tests.factories import NOW
from tests.store.test_privacy_erase import KEY, NAME, lived, where_found
from tests.store.test_wiring import installed

pytestmark = pytest.mark.store


def _program(name: str, server: int) -> str:
    """A client program that is no older than the server."""
    for folder in [*candidates(), Path(shutil.which(name) or "/").parent]:
        program = folder / name
        if program.exists():
            with suppress(subprocess.CalledProcessError):
                told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
                if int(told.split()[2].split(".")[0]) >= server:
                    return str(program)
    pytest.skip(f"no {name} of PostgreSQL {server} here")


@pytest.fixture
def dump(database_url: str) -> tuple[str, str]:
    with psycopg.connect(database_url) as connection:
        major = connection.info.server_version // 10000
    return _program("pg_dump", major), _program("pg_restore", major)


async def test_a_restored_database_goes_on_where_it_was(
    database: Database, database_url: str, empty_database: NewDatabase, engines: Engines, dump: tuple[str, str],
    tmp_path: Path,
) -> None:  # fmt: skip
    pg_dump, pg_restore = dump
    tracker_url(database_url, "before")
    await lived(database)
    async with database.begin() as tx:
        await seal(tx, NOW)
        head = (await verify(tx)).head
    file = tmp_path / "careline.dump"
    subprocess.run([pg_dump, "-Fc", "-f", file, database_url], check=True, env={**os.environ, "LC_ALL": "C"})
    async with database.begin() as tx:  # after the backup
        keep_record(tmp_path, await erase(tx, KEY, asked_by="consumer", now=NOW), NOW)
    with empty_database() as restored:
        subprocess.run([pg_restore, "--no-owner", "--no-privileges", "-d", restored, file], check=True)
        migrate(restored)
        with psycopg.connect(tracker_url(restored, "after")) as rasa:
            assert rasa.execute("SELECT count(*) FROM rasa.events").fetchone() == (1,)
        async with engines.opened(restored) as back:
            async with back.begin() as tx:
                assert (await verify(tx, head)).faults == []
                assert await to_erase_again(tx, read_record(tmp_path)) == [KEY]
                await erase(tx, KEY, asked_by="operator", now=NOW)
            assert await where_found(back, NAME) == set()
        found = {one.what: one for one in await examine(installed(restored, data_dir=tmp_path), utc_now())}
        for what in ("schema", "Rasa's role", "indexes"):
            assert found[what].state is State.WELL, found[what]


async def test_a_server_that_has_lost_rasas_roles_gets_them_back(database_url: str) -> None:
    """As after a restore onto a fresh server: alembic finds nothing to do, and the rights are given all the same."""
    own = tracker_role(make_url(database_url).database or "")
    tracker_url(database_url, "before")
    with psycopg.connect(database_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(own)))
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(own)))
    migrate(database_url)
    with psycopg.connect(tracker_url(database_url, "after")) as rasa:
        assert rasa.execute("SELECT count(*) FROM rasa.events").fetchone() == (0,)


async def test_the_record_of_erasures_holds_no_consumer(database: Database, tmp_path: Path) -> None:
    await lived(database)
    async with database.begin() as tx:
        done = await erase(tx, KEY, asked_by="operator", now=NOW)
        assert done.digest == await digest_of(tx, KEY)
        assert (await tx.execute(text("SELECT count(*) FROM erasures WHERE rows::text LIKE '%quokka%'"))).scalar() == 0
    keep_record(tmp_path, done, NOW)
    keep_record(tmp_path, done, NOW)
    written = (tmp_path / "erasures.jsonl").read_text("utf-8")
    assert read_record(tmp_path) == [done.digest] * 2
    assert KEY not in written
    assert done.pseudonym not in written
    (tmp_path / "erasures.jsonl").write_text(written + "no json\n{}\n", "utf-8")
    assert read_record(tmp_path / "erasures.jsonl") == [done.digest] * 2
    assert read_record(tmp_path / "nowhere") == []
    (tmp_path / "erasures.jsonl").write_text(written + '{"at": "20', "utf-8")  # a crash in the middle of a line
    keep_record(tmp_path, done, NOW)
    assert read_record(tmp_path) == [done.digest] * 3
