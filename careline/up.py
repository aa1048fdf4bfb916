"""`careline up`: the whole loop on this machine, in demo mode."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import signal
import socket
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import aiohttp
from sqlalchemy import select

from careline.bot_side import BOT_PYTHON, ROOT, BotSideError, ModelRefusedError, models_folder, trained
from careline.clock import utc_now
from careline.core.models import Model
from careline.demo.callees import scripts
from careline.demo.events import Event
from careline.demo.shop_ledger import ShopLedger, ledger_file
from careline.demo_environment import demo_environment
from careline.promotion.control import listening, socket_in
from careline.promotion.keeper import ModelKeeper
from careline.seeding import DEMO_LOGINS, DEMO_PASSWORD, seed_demo
from careline.settings import Settings, SettingsError, load_settings, shop_rules_of
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres, EmbeddedPostgresError
from careline.store.migrate import migrate, tracker_url
from careline.store.tables.feed import customers
from careline.supervisor import NotReadyError, Program, Reporter, Supervisor, how

__all__ = ["BOT_PYTHON", "ROOT", "run_everything"]

# Rasa gets none of our secrets but those it needs: its dependencies are old, so isolation is the control.
RASA_SEES = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"}
    | {"CARELINE_BOT_SECRET", "CARELINE_BOT_SECRET_PREVIOUS", "CARELINE_ACTIONS_SECRET", "CARELINE_TRACKER_URL"}
)
SHOP_SEES = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "CARELINE_DATA_DIR", "CARELINE_LOG_LEVEL"}
    | {"CARELINE_PLATFORM_SECRET", "CARELINE_FEED_SECRET", "CARELINE_SHOP_SECONDS"}
)


class AlreadyRunningError(Exception):
    """Careline is running already from this folder."""


class CannotStartError(Exception):
    """Something that `careline up` needs is missing; the message says what to do."""


POSTGRES_AGAIN_SECONDS = 2.0
CANNOT_START = (AlreadyRunningError, CannotStartError, NotReadyError, BotSideError, ModelRefusedError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    data: Path

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def control(self) -> Path:
        return socket_in(self.data)

    @property
    def running(self) -> Path:
        return self.data / "running.json"


@contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Hold the folder's lock. Raises AlreadyRunningError naming the other's process and pages."""
    places.logs.mkdir(parents=True, exist_ok=True)
    with (places.data / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with suppress(OSError, ValueError):
                other = json.loads(places.running.read_text("utf-8"))
                raise AlreadyRunningError(
                    f"Careline is running already (process {other['pid']}): {other['url']}/chat"
                ) from None
            raise AlreadyRunningError("Careline is starting already in another terminal.") from None
        try:
            yield
        finally:
            places.running.unlink(missing_ok=True)


async def run_everything() -> int:
    """Run until SIGINT or SIGTERM; returns the exit code."""
    data_dir = Path(os.path.abspath(os.environ.get("CARELINE_DATA_DIR", "var")))  # noqa: ASYNC240, PTH100 - once, at start
    places, reporter = Places(data=data_dir), Reporter()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        with only_one(places):
            os.environ.update(demo_environment(data_dir))
            return await _until(stop, _run(places, reporter))
    except (*CANNOT_START, EmbeddedPostgresError, SettingsError) as error:
        reporter.say("careline", str(error), "bold red")
        return 1


async def _until(stop: asyncio.Event, work: Coroutine[None, None, None]) -> int:
    """Do the work until it ends or `stop` is set, whichever is first; stopping at any moment cleans up like the end."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set():
        working.cancel()
    with suppress(asyncio.CancelledError):
        await working
    return 0


async def _run(places: Places, reporter: Reporter) -> None:
    settings = load_settings()
    _check_ports(settings)
    server = None if settings.database_url else EmbeddedPostgres(places.data / "postgres", ends_with_owner=True)
    models = models_folder(settings.models_dir)
    training = asyncio.create_task(_model(models, reporter))
    background: list[asyncio.Task[Any]] = [training]
    supervisor: Supervisor | None = None
    database: Database | None = None
    try:
        if server:
            reporter.say("postgres", "starting", "cyan")
            os.environ["DATABASE_URL"] = await server.start()
            reporter.say("postgres", "ready", "cyan")
            background.append(asyncio.create_task(_keep_postgres(server, reporter)))
        settings = load_settings()
        database = Database(engine_for(settings.database_url, pool_size=2))
        await _prepare(settings, database, reporter, places)
        keeper = ModelKeeper(database, models, utc_now, settings.bot_secret)
        model = await keeper.at_start(await training, lambda text: reporter.say("model", text, "magenta"))
        supervisor = Supervisor(programs(settings, model, models), places.logs, reporter)
        keeper.attend(supervisor.named("rasa-"), lambda model: bot_programs(settings, model, models))
        await supervisor.start()
        async with listening(places.control, keeper.handle):
            places.running.write_text(json.dumps({"pid": os.getpid(), "url": settings.base_url}), "utf-8")
            reporter.block(welcome(settings))
            await asyncio.Event().wait()
    finally:
        reporter.say("careline", "stopping", "yellow")
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        if supervisor:
            await supervisor.stop()
        if database:
            await database.close()
        if server:
            await server.stop()
        reporter.say("careline", "stopped", "green")


async def _keep_postgres(server: EmbeddedPostgres, reporter: Reporter) -> NoReturn:
    """Start PostgreSQL again on the same port when it dies; everything else reconnects by itself."""
    while True:
        code = await server.wait()
        reporter.say("postgres", f"ended ({how(code)}), starting it again", "red")
        await _started_at_last(server, reporter)
        reporter.say("postgres", "ready", "cyan")


async def _started_at_last(server: EmbeddedPostgres, reporter: Reporter) -> None:
    """Try until it goes well: a disk that is full now has room again one day."""
    while True:
        try:
            await server.start()
        except EmbeddedPostgresError as error:
            reporter.say("postgres", str(error), "bold red")
            await asyncio.sleep(POSTGRES_AGAIN_SECONDS)
        else:
            return


async def _prepare(settings: Settings, database: Database, reporter: Reporter, places: Places) -> None:
    await asyncio.to_thread(migrate, settings.database_url)
    os.environ["CARELINE_TRACKER_URL"] = await asyncio.to_thread(
        tracker_url, settings.database_url, settings.tracker_password
    )
    now = utc_now()
    seeded = await seed_demo(database, now, shop_rules_of(settings, now), made=partial(stock, places.data))
    reporter.say("database", f"migrated, demo shop: {seeded}", "cyan")


def stock(data: Path, events: list[Event]) -> None:
    """The demo shop knows the orders that it is said to have sold."""
    ledger = ShopLedger(ledger_file(data))
    ledger.learn(events, told=True)
    ledger.close()


async def _model(models: Path, reporter: Reporter) -> Path:
    """The model of the present sources, trained now if it is not in the cache."""
    reporter.say("model", "looking for the trained assistant (training takes about two minutes)", "magenta")
    return await trained(models)


async def script_callees(settings: Settings) -> None:
    """Tell the simulator how everybody but the personas takes a call; a restarted simulator has forgotten it."""
    database = Database(engine_for(settings.database_url, pool_size=1))
    try:
        async with database.begin() as tx:
            query = select(customers.c.customer_id, customers.c.phone, customers.c.locale)
            known = [(row.customer_id, row.phone, row.locale) for row in await tx.execute(query) if row.phone]
    finally:
        await database.close()
    url = f"http://127.0.0.1:{settings.simulator_port}/control/callees"
    async with aiohttp.ClientSession(raise_for_status=True) as http:
        for script in scripts(known):
            await http.post(url, json=script)


def programs(settings: Settings, model: Model, models: Path) -> list[Program]:
    """What runs beside PostgreSQL, with how to tell that each is ready."""
    python, local = sys.executable, "http://127.0.0.1"
    others = {
        "TWILIO_BASE_URL": f"{local}:{settings.simulator_port}",
        "CARELINE_PLATFORM_URL": settings.platform_url or f"{local}:{settings.shop_port}",
    }
    handset = (python, "-m", "callouts.phone_simulator", "--port", str(settings.simulator_port))
    shown = ("--caller-name", settings.shop_name, "--texts-url", f"{settings.base_url}/voice/texts")
    account = ("--account-sid", settings.twilio_account_sid, "--auth-token", settings.twilio_auth_token)
    origins = tuple(word for origin in settings.origins for word in ("--allow-origin", origin))
    return [
        *bot_programs(settings, model, models),
        Program(
            name="simulator", command=(*handset, *shown, *account, *origins), color="blue",
            ready=f"{local}:{settings.simulator_port}/healthz", on_ready=partial(script_callees, settings),
        ),
        Program(
            name="shop", command=(python, "-m", "careline.demo.shop_process"), color="cyan", sees=SHOP_SEES,
            environment={"CARELINE_SHOP_PORT": str(settings.shop_port), "CARELINE_PORT": str(settings.port)},
            ready=f"{local}:{settings.shop_port}/healthz",
        ),
        Program(
            name="web", command=(python, "-m", "careline", "serve"), color="green", environment=others,
            # Ready without Rasa, which tells of itself; alive also without its database.
            ready=f"{local}:{settings.port}/readyz?without=rasa", alive=f"{local}:{settings.port}/healthz",
        ),
        Program(
            name="worker", command=(python, "-m", "careline", "worker"), color="yellow",
            environment=others,
        ),
    ]  # fmt: skip


def bot_programs(settings: Settings, model: Model, models: Path) -> list[Program]:
    """The Rasa processes, rasa-1 first, all with the same model, which has to be the one on record byte for byte."""
    own = f"http://127.0.0.1:{settings.actions_port}/webhook"
    actions = {
        "CARELINE_ACTIONS_URL": os.environ.get("CARELINE_ACTIONS_URL") or own
    }  # or several, of more web processes
    serve = (str(BOT_PYTHON), "-m", "bot.serve", "--port")
    loading = ("--model", str(models / model.name), "--sha256", model.sha256)
    return [
        Program(
            name=f"rasa-{number}", command=(*serve, str(port), *loading), color="magenta",
            environment=actions, sees=RASA_SEES,
            ready=f"http://127.0.0.1:{port}/webhooks/careline/health",
        )
        for number, port in enumerate(settings.bot_ports, start=1)
    ]  # fmt: skip


def _check_ports(settings: Settings) -> None:
    wanted = [(name, getattr(settings, name)) for name in ("port", "actions_port", "simulator_port", "shop_port")]
    for name, number in [*wanted, *(("bot_port", port) for port in settings.bot_ports)]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", number))
            except OSError:
                raise CannotStartError(
                    f"port {number} is taken by another program: stop it, or set CARELINE_{name.upper()} to a free one"
                ) from None


def welcome(settings: Settings) -> str:
    """The block of URLs and logins at the end of the start."""
    url, label = settings.base_url, shop_rules_of(settings, utc_now()).label
    supervisors = [login for login, (_, _, role) in DEMO_LOGINS.items() if role == "supervisor"]
    return f"""
[bold green]Careline is running.[/]  Demo shop, demo consumers, nobody real is phoned.

  Chat   {url}/chat?customer=demo-lin     林晓雨, whose order is late
         {url}/chat?customer=demo-emma    Emma Clark, in English
  Phone  {url}/phone?customer=demo-lin    her handset: it rings in the browser
         [yellow]{label}[/]
  Hall   {url}/hall?customer=demo-lin     the service guarantee hall
  Desk   {url}/desk                       log in as {", ".join(DEMO_LOGINS)}, password {DEMO_PASSWORD}
  Data   {url}/insights                   how it goes; for a supervisor
  Review {url}/insights/review            what was not understood; for a supervisor: {", ".join(supervisors)}

  Another terminal: .venv/bin/careline why CL2026-1001     Stop: Ctrl-C
"""
