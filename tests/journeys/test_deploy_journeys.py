"""What containers run, started by hand: the files that the images copy, the commands and variables of compose.yaml.

No daemon is needed for it, and none is here: that the images can be built is the one thing that this leaves open.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
import yaml
from sqlalchemy.engine import URL, make_url

from careline.store.embedded.programs import candidates
from tests.conftest import NewDatabase
from tests.running.process import ROOT, free_port
from tests.running.waiting import eventually

pytestmark = pytest.mark.journey

DEPLOY = ROOT / "deploy"
STARTS_SECONDS = 120
_OURS = """
import pathlib, sys
import careline.app, callouts.worker, careline.cli, actions.webhook
ours = ("careline", "callouts", "actions", "understanding", "shared")
print([m.__file__ for n, m in sys.modules.items() if n.split(".")[0] in ours and m.__file__
       and not m.__file__.startswith(sys.argv[1])])
"""


def _image(folder: Path, target: str) -> Path:
    """The files of an image, as its COPY lines take them; environments, models and the front end as they are here."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    stage = text[text.index(f" AS {target}\n") :].partition("\nFROM ")[0]
    for line in re.findall(r"^COPY --from=build-\w+ (.+)$", stage, re.MULTILINE):
        *sources, into = line.split()
        for source in (one.removeprefix("/srv/careline/") for one in sources if one.startswith("/srv/careline/")):
            target_path = folder / (Path(source).name if into == "./" else into)
            target_path.parent.mkdir(parents=True, exist_ok=True)
            if source.startswith(".venv") or source in {"web/dist", "models"}:
                target_path.symlink_to((ROOT / source).resolve())
            elif (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, target_path, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(ROOT / source, target_path)
    return folder


def _compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"])


def _environment(service: dict[str, Any], given: dict[str, str]) -> dict[str, str]:
    """The service's variables with those of deploy/.env in them. Raises KeyError for one that .env has to name."""

    def value(found: re.Match[str]) -> str:
        return given[found[1]] if found[2] == ":?" else given.get(found[1], "")

    told = {name: re.sub(r"\$\{([A-Z_]+)(:[?-])\}", value, said) for name, said in service["environment"].items()}
    return {name: said for name, said in told.items() if said}


@pytest.fixture
def roles(empty_database: NewDatabase) -> Iterator[tuple[URL, dict[str, str]]]:
    """A database with the owner and the application's role of deploy/application-role.sh, and what .env would hold."""
    given = {name: secrets.token_hex(16) for name in ("OWNER_PASSWORD", "APPLICATION_PASSWORD")}
    kinds = ("FEED", "CHAT", "VOICE", "BOT", "ACTIONS", "LOGIN")
    given |= {f"CARELINE_{kind}_SECRET": secrets.token_hex(32) for kind in kinds}
    given |= {"CARELINE_TRACKER_PASSWORD": secrets.token_hex(32), "CARELINE_PUBLIC_URL": "https://care.example.com"}
    given |= {"CARELINE_SHOP_NAME": "Your Shop"}
    mark = secrets.token_hex(4)
    owner, application = f"careline_owner_{mark}", f"careline_{mark}"
    with empty_database() as url:
        at = make_url(url)
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD '{given['OWNER_PASSWORD']}'")
            script = (DEPLOY / "application-role.sh").read_text("utf-8")
            psql = next((one / "psql" for one in candidates() if (one / "psql").exists()), shutil.which("psql"))
            if psql is None:
                pytest.skip(
                    "no psql here: install PostgreSQL's client programs (Debian: apt-get install postgresql-client)"
                )
            script = script.replace("psql", str(psql), 1).replace("ROLE careline ", f"ROLE {application} ")
            told = {"POSTGRES_USER": owner, "POSTGRES_DB": at.database or "", **given, "PATH": os.environ["PATH"]}
            told |= {"PGHOST": "127.0.0.1", "PGPORT": str(at.port), "PGPASSWORD": given["OWNER_PASSWORD"]}
            subprocess.run(["sh", "-c", script], env=told, check=True, capture_output=True)
            admin.execute(f"ALTER DATABASE {at.database} OWNER TO {owner}")
        yield at, {**given, "OWNER": owner, "APPLICATION": application}
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"ALTER DATABASE {at.database} OWNER TO CURRENT_USER")
            for role in (application, owner):
                admin.execute(f"DROP OWNED BY {role} CASCADE")
                admin.execute(f"DROP ROLE {role}")


def test_the_images_hold_every_file_that_the_service_imports(tmp_path: Path) -> None:
    image = _image(tmp_path / "srv", "service")
    words = [str(ROOT / ".venv/bin/python"), "-c", _OURS, str(image)]
    told = subprocess.run(words, cwd=image, env={"PYTHONPATH": str(image)}, capture_output=True, text=True, check=False)
    assert (told.stdout.strip(), told.stderr) == ("[]", "")


async def test_what_the_containers_run_starts_with_what_they_are_told(
    tmp_path: Path, roles: tuple[URL, dict[str, str]]
) -> None:
    """Roles, migrate, a web process, a worker, and a bot that is told its four variables and nothing else."""
    at, given = roles
    services, ports = _compose(), {name: free_port() for name in ("web", "actions", "bot")}
    image, bot_image = _image(tmp_path / "service", "service"), _image(tmp_path / "bot", "bot")
    (tmp_path / "data").mkdir()

    def reached(told: dict[str, str]) -> dict[str, str]:
        """What containers call by name, on this machine's own ports."""
        names = (
            ("careline_owner:", f"{given['OWNER']}:"), ("//careline:", f"//{given['APPLICATION']}:"),
            ("database:5432/careline", f"127.0.0.1:{at.port}/{at.database}"),
            ("careline_rasa_careline:", f"careline_rasa_{at.database}:"),
            ("http://bot-1:8011,http://bot-2:8011", f"http://127.0.0.1:{ports['bot']}"),
            ("http://web-1:8010/webhook,http://web-2:8010/webhook", f"http://127.0.0.1:{ports['actions']}/webhook"),
        )  # fmt: skip
        for name, value in names:
            told = {key: said.replace(name, value) for key, said in told.items()}
        return told

    def service(name: str) -> tuple[list[str], dict[str, str]]:
        told = reached(_environment(services[name], given))
        mine = {"CARELINE_DATA_DIR": str(tmp_path / "data"), "CARELINE_PORT": str(ports["web"])}
        mine |= {"CARELINE_ACTIONS_PORT": str(ports["actions"]), "PYTHONPATH": str(image)}
        words = [str(ROOT / ".venv/bin/python"), "-m", "careline", *services[name]["command"]]
        return words, {**told, **mine}

    words, told = service("migrate")
    assert "CARELINE_OWNER_URL" in told
    migrated = subprocess.run(words, cwd=image, env=told, capture_output=True, text=True, check=False)
    assert migrated.returncode == 0, migrated.stdout + migrated.stderr
    printed = re.search(r"//(careline_rasa\w+):", "".join(migrated.stdout.split()))
    assert printed, migrated.stdout
    bot_told = reached(_environment(services["bot-1"], given))
    tracker = make_url(bot_told["CARELINE_TRACKER_URL"]).set(username=printed[1])
    bot_told["CARELINE_TRACKER_URL"] = tracker.render_as_string(hide_password=False)
    model = max((ROOT / "models").resolve().glob("*.tar.gz"), key=lambda one: one.stat().st_mtime)
    bot_words = [
        str(ROOT / ".venv-bot/bin/python"), "-m", "bot.serve", "--port", str(ports["bot"]), "--model", str(model),
    ]  # fmt: skip
    with (
        _running(tmp_path, "bot", bot_words, bot_image, {**bot_told, "PYTHONPATH": str(bot_image)}),
        _running(tmp_path, "web", *_at(service("web-1"), image)),
        _running(tmp_path, "worker", *_at(service("worker"), image)),
    ):
        async with aiohttp.ClientSession() as http:

            async def ready() -> bool:
                try:
                    async with http.get(f"http://127.0.0.1:{ports['web']}/readyz") as answer:
                        return answer.status == 200
                except aiohttp.ClientError:
                    return False

            await eventually(ready, "database, schema, actions and Rasa", seconds=STARTS_SECONDS)
            for named in ("web-1", "bot-1"):  # the health checks, as compose runs them
                check = services[named]["healthcheck"]["test"][-1]
                port = ports["web" if named == "web-1" else "bot"]
                check = re.sub(r"127\.0\.0\.1:80(00|11)", f"127.0.0.1:{port}", check)
                subprocess.run([str(ROOT / ".venv/bin/python"), "-c", check], check=True, timeout=20)
        began = {"bot": "ready", "web": "listening", "worker": "working"}
        logged = {name: (tmp_path / f"{name}.log").read_text("utf-8").splitlines() for name in began}
        lines = {name: [json.loads(line) for line in said] for name, said in logged.items()}
        for name, action in began.items():
            assert action in [line.get("action") for line in lines[name]], lines[name]
            assert all(datetime.fromisoformat(line["at"]).tzinfo for line in lines[name])


def _at(started: tuple[list[str], dict[str, str]], image: Path) -> tuple[list[str], Path, dict[str, str]]:
    return started[0], image, started[1]


@contextmanager
def _running(folder: Path, name: str, words: list[str], cwd: Path, told: dict[str, str]) -> Iterator[None]:
    """Runs it with these variables alone; what it printed is told if it has ended by itself."""
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(words, cwd=cwd, env=told, stdout=output, stderr=output)
        try:
            yield
        except AssertionError as error:
            error.add_note(f"{name}: {log.read_text('utf-8')[-2000:]}")
            raise
        finally:
            ended = process.poll()
            process.kill()
            process.wait()
    assert ended is None, f"{name} ended with {ended}: {log.read_text('utf-8')[-2000:]}"
