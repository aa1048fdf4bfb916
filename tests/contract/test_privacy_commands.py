"""`careline export`, `erase`, `journal verify` and `migrate` as an operator types them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, STDOUT, run

import psycopg
import pytest

from careline.store.database import Database
from tests.desk_floor import paid, says, told
from tests.factories import NOW
from tests.platform_kit import wished

pytestmark = pytest.mark.contract

ROOT = Path(__file__).resolve().parents[2]
SECRETS = ("FEED_SECRET", "CHAT_SECRET", "BOT_SECRET", "ACTIONS_SECRET", "TRACKER_PASSWORD", "VOICE_SECRET")
Typed = Callable[..., tuple[int, str]]
WHO, NAME = "u-lin", "林晓雨"


@pytest.fixture
def careline(database_url: str, tmp_path: Path) -> Typed:
    """Runs a command; gives its exit code and what it said."""
    ours = {f"CARELINE_{name}": name.ljust(32, "x") for name in SECRETS}
    ours |= {
        "DATABASE_URL": database_url,
        "CARELINE_DATA_DIR": str(tmp_path),
        "CARELINE_BOT_URLS": "http://127.0.0.1:9",
    }

    def typed(*words: str, **others: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "careline", *words]
        ended = run(
            command, cwd=ROOT, env=os.environ | ours | others, stdout=PIPE, stderr=STDOUT, text=True, check=False,
            timeout=60,
        )  # fmt: skip
        return ended.returncode, ended.stdout.strip()

    return typed


async def test_a_consumer_is_exported_and_erased(careline: Typed, database: Database, tmp_path: Path) -> None:
    await told(database, paid(WHO, "CL2026-0001", 60, customer={"name": NAME}))
    await says(database, WHO, "紫色长颈鹿")
    code, said = careline("export", WHO, "--to", str(tmp_path / "out"))
    assert code == 0, said
    document = json.loads((tmp_path / "out" / "data.json").read_text("utf-8"))
    assert document["tables"]["customers"][0]["name"] == NAME
    assert "紫色长颈鹿" in json.dumps(document["tables"]["messages"], ensure_ascii=False)
    assert careline("export", WHO, "--to", str(tmp_path / "out"))[0] == 2  # it exists
    assert careline("export", "u-nobody") == (1, "There is no such consumer.")
    code, said = careline("erase", WHO, "--yes")
    assert (code, "Erased" in said) == (0, True), said
    assert "Restart these Rasa processes" in said
    assert careline("erase", WHO, "--yes") == (0, "There is no such consumer. Nothing was changed.")
    assert careline("erase", "--again", str(tmp_path), "--yes") == (0, "0 erased again.")
    assert careline("erase", "--yes")[0] == 2


async def test_what_is_under_way_keeps_a_consumer_from_being_erased(careline: Typed, database: Database) -> None:
    remedy = await wished(database)
    code, said = careline("erase", remedy.customer_id, "--yes")
    assert code == 3
    assert "remedy: refund" in said
    assert careline("erase", remedy.customer_id, "--yes", "--anyway")[0] == 0


async def test_the_audit_log_is_read_over(careline: Typed, database: Database, database_url: str) -> None:
    from careline.store.sealing import seal

    await told(database, paid(WHO, "CL2026-0001", 60))
    async with database.begin() as tx:
        await seal(tx, NOW)
    code, said = careline("journal", "verify")
    assert code == 0, said
    head = said.splitlines()[-1]
    assert careline("journal", "verify", "--expect", head)[0] == 0
    with psycopg.connect(database_url) as connection:
        connection.execute("ALTER TABLE journal DISABLE TRIGGER USER")
        connection.execute("UPDATE journal SET who = 'agent:li'")
    code, said = careline("journal", "verify", "--expect", head)
    assert (code, "was changed" in said) == (1, True)


def test_a_database_that_cannot_be_used_is_one_line(careline: Typed) -> None:
    away = "postgresql://careline:hunter2@127.0.0.1:9/shop"
    where = "PostgreSQL at 127.0.0.1:9, database shop, user careline: "
    told_ = f"{where}no server listens there: is PostgreSQL running, is the port right?"
    for words in (("migrate",), ("pause", "why"), ("journal", "verify")):
        assert careline(*words, DATABASE_URL=away) == (2, told_)
