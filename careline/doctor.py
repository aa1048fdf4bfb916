"""`careline doctor`: what is wrong with this installation and what to do about it, each check by itself.

A check returns findings; a finding is well, odd (it works, but look at it) or wrong. No check raises: what cannot be
asked is a finding too. Nothing that is printed holds a secret.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.core.roles import Role, wants_factor
from careline.settings import Settings, SettingsError, shop_rules_of
from careline.store.database import Database, engine_for
from careline.store.migrate import APPEND_ONLY, Schema, explained, schema_of, tracker_role
from careline.store.outbox import IN_VAIN, OUTBOX_LAG

PATIENCE = 5.0
CLOCK_MOST = 2.0
"""Seconds that our clock and the database's may differ."""
DISK_LEAST = 2 * 1024**3
CERTIFICATE_LEAST = timedelta(days=14)


class State(StrEnum):
    WELL = "well"
    ODD = "odd"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at, what was found (`told`), and what to do (`do`; empty where all is well)."""

    what: str
    state: State
    told: str
    do: str = ""


def well(what: str, told: str) -> Finding:
    return Finding(what, State.WELL, told)


def odd(what: str, told: str, do: str) -> Finding:
    return Finding(what, State.ODD, told, do)


def wrong(what: str, told: str, do: str) -> Finding:
    return Finding(what, State.WRONG, told, do)


async def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Everything, in the order in which it is best mended: settings, database, processes, what is outside."""
    settings = _as_in_the_demo(settings) if settings.demo else settings
    found = [*_settings(settings, now)]
    found += await _database(settings)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as http:
        outside = await asyncio.gather(
            _rasa(settings, http), _web(settings, http), _carrier(settings, http), _identity_provider(settings, http)
        )
    for part in outside:
        found += part
    return [*found, *await asyncio.to_thread(_certificate, settings, now), *_disk(settings)]


def _as_in_the_demo(settings: Settings) -> Settings:
    """`careline up` tells its processes where handset and demo shop are; nobody is to ask Twilio for their account."""
    here = {
        "twilio_base_url": f"http://127.0.0.1:{settings.simulator_port}",
        "platform_url": f"http://127.0.0.1:{settings.shop_port}",
    }
    return settings.model_copy(update={name: getattr(settings, name) or url for name, url in here.items()})


def _settings(settings: Settings, now: datetime) -> list[Finding]:
    found = [well("settings", "complete")]
    try:
        shop_rules_of(settings, now)
        found.append(well("shop rules", settings.rule_pack))
    except SettingsError as error:
        found.append(wrong("shop rules", str(error), "mend the file, then `careline rules check`"))
    if settings.demo:
        found.append(odd("mode", "demo: identities are minted for whoever asks", "unset CARELINE_DEMO in production"))
    elif not settings.base_url.startswith("https://"):
        told = f"CARELINE_PUBLIC_URL is {settings.base_url}"
        found.append(wrong("public address", told, "set the https:// address that browsers and the carrier use"))
    if not settings.phones:
        found.append(odd("phoning", "no carrier is set: this shop only chats", "set CARELINE_CALLER_ID and TWILIO_…"))
    if not settings.platform_url:
        do = "set CARELINE_PLATFORM_URL (docs/contracts.md)"
        found.append(odd("platform", "none: every remedy goes to an agent", do))
    return found


async def _database(settings: Settings) -> list[Finding]:
    database = Database(engine_for(settings.database_url, pool_size=1))
    try:
        async with asyncio.timeout(4 * PATIENCE), database.autocommit() as tx:
            found = [*await _server(tx, settings), *await _schema(tx, settings), *await _clock(tx, settings)]
            if any(one.what == "schema" and one.state is State.WRONG for one in found):
                return found  # what the others look at may not be there
            return [
                *found,
                *await _roles(tx, settings),
                *await _indexes(tx, settings),
                *await _sign_in(tx, settings),
                *await _work(tx, settings),
            ]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        told = explained(error, settings.database_url)
        return [wrong("database", str(told or type(error).__name__), "docs/production.md, part 2")]
    finally:
        await database.close()


async def _server(tx: AsyncConnection, _settings: Settings) -> list[Finding]:
    row = (
        await tx.execute(
            text(
                "SELECT current_setting('server_version_num')::int AS version, current_setting('max_connections')::int"
                " AS most, (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,"
                " current_setting('fsync') AS fsync, pg_database_size(current_database()) AS size,"
                " current_setting('server_encoding') AS encoding"
            )
        )
    ).one()
    found = [well("database", f"PostgreSQL {row.version // 10000}, {row.size // 2**20} MB")]
    if row.version < 140000:
        found.append(wrong("database version", f"{row.version // 10000}", "PostgreSQL 14 or newer is needed"))
    if row.used > 0.8 * row.most:
        told = f"{row.used} of {row.most} connections are in use"
        found.append(wrong("connections", told, "raise max_connections: 21 a web process, 12 a worker, 1 a Rasa"))
    if row.fsync != "on":
        found.append(wrong("fsync", "off: acknowledged messages can be lost", "fsync = on in postgresql.conf"))
    if row.encoding != "UTF8":
        found.append(wrong("encoding", row.encoding, "make the database with ENCODING 'UTF8'"))
    return found


async def _schema(tx: AsyncConnection, _settings: Settings) -> list[Finding]:
    found = await schema_of(tx)
    if found in {Schema.MISSING, Schema.OLDER}:
        return [wrong("schema", found.explained, "careline migrate")]
    return [well("schema", found.explained) if found is Schema.CURRENT else odd("schema", found.explained, "update")]


async def _clock(tx: AsyncConnection, _settings: Settings) -> list[Finding]:
    before = time.time()
    theirs = float((await tx.execute(text("SELECT extract(epoch FROM clock_timestamp())"))).scalar_one())
    apart = theirs - (before + time.time()) / 2
    told = f"{abs(apart):.1f} s {'behind' if apart > 0 else 'ahead of'} the database's"
    if abs(apart) > CLOCK_MOST:
        return [wrong("clock", told, "run an NTP client on both machines: calls go by the consumer's hour")]
    return [well("clock", told)]


async def _roles(tx: AsyncConnection, settings: Settings) -> list[Finding]:
    found = []
    may = text(
        "SELECT bool_or(has_table_privilege(current_user, name, 'UPDATE') OR has_table_privilege(current_user, name,"
        " 'DELETE')) FROM unnest(CAST(:names AS text[])) AS name WHERE to_regclass(name) IS NOT NULL"
    )
    if (await tx.execute(may, {"names": list(APPEND_ONLY)})).scalar():
        do = "let an owner role migrate (CARELINE_OWNER_URL), docs/production.md, part 2"
        found.append(odd("audit log", "the application's role may change it", do))
    else:
        found.append(well("audit log", "the application's role can only add to it"))
    super_ = text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if (await tx.execute(super_)).scalar() and not settings.demo:
        found.append(wrong("role", "a superuser of the server", "use a role of its own for the application"))
    rasa = tracker_role(make_url(settings.database_url).database or "")
    there = text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :name")
    if not (await tx.execute(there, {"name": rasa})).scalar():
        found.append(wrong("Rasa's role", f"{rasa} is missing or cannot log in", "careline migrate makes it anew"))
    else:
        rights = text("SELECT has_table_privilege(:name, 'rasa.events', 'SELECT, INSERT, DELETE')")
        good = (await tx.execute(rights, {"name": rasa})).scalar()
        found.append(
            well("Rasa's role", rasa)
            if good
            else wrong("Rasa's role", f"{rasa} may not write rasa.events", "careline migrate grants it anew")
        )
    return found


async def _indexes(tx: AsyncConnection, _settings: Settings) -> list[Finding]:
    from careline.store.tables.all import metadata  # noqa: PLC0415

    names = text("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
    broken = [name for (name,) in (await tx.execute(names)).all()]
    there = set((await tx.execute(text("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"))).scalars())
    missing = sorted({str(one.name) for table in metadata.sorted_tables for one in table.indexes} - there)
    if broken or missing:
        told = ", ".join([*(f"{name} is invalid" for name in broken), *(f"{name} is missing" for name in missing)])
        return [wrong("indexes", told, "REINDEX what is invalid; careline migrate makes what is missing")]
    return [well("indexes", f"all {len(there)} are there")]


async def _sign_in(tx: AsyncConnection, settings: Settings) -> list[Finding]:
    """Who may approve money and has a second factor, and whether somebody gets in when the provider is away."""
    from careline.store.tables.desk import agent_factors, agents  # noqa: PLC0415

    query = (
        select(agents.c.login, agents.c.role, agent_factors.c.confirmed_at)
        .outerjoin(agent_factors, agent_factors.c.agent_id == agents.c.agent_id)
        .where(agents.c.disabled_at.is_(None))
    )
    rows = (await tx.execute(query)).all()
    have = [row.confirmed_at is not None for row in rows if wants_factor(settings.factor_wanted, row.role)]
    found = [well("second factor", f"{sum(have)} of {len(have)} who need one have set it up")]
    admins = {row.login for row in rows if row.role == Role.ADMIN}
    if missing := sorted(set(settings.break_glass) - admins):
        told = f"no admin: {', '.join(missing)}; without the identity provider nobody gets in by them"
        found.append(wrong("emergency login", told, "careline agent add LOGIN --role admin, or CARELINE_BREAK_GLASS"))
    return found


async def _identity_provider(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    from careline.desk.provider import ProviderDownError  # noqa: PLC0415
    from careline.sign_in_wiring import provider_of  # noqa: PLC0415

    if not settings.oidc_issuer:
        return []
    try:
        keys = await provider_of(settings, http).look()
        return [well("identity provider", f"{settings.oidc_issuer} shows {keys} keys")]
    except ProviderDownError as error:
        do = "CARELINE_OIDC_ISSUER as the provider names itself; the way to it from here"
        return [wrong("identity provider", str(error), do)]


async def _work(tx: AsyncConnection, _settings: Settings) -> list[Finding]:
    """Work that lies undone shows a process that is missing: a worker that is gone tells nothing itself."""
    found = []
    for name, query, seconds, do in _UNDONE:
        late = float((await tx.execute(text(query))).scalar() or 0)
        if late > seconds:
            found.append(wrong(name, f"has waited for {late:.0f} s", do))
    if vain := (await tx.execute(text(IN_VAIN))).scalar():
        do = "look at its log and address; they are tried again by themselves"
        found.append(odd("the shop's system", f"does not take {vain} messages, sent three times or more", do))
    paused = (await tx.execute(text("SELECT paused_by, paused_why FROM dial_control WHERE paused"))).first()
    if paused:
        found.append(odd("dialling", f"paused by {paused.paused_by}: {paused.paused_why}", "careline resume"))
    return found or [well("work", "nothing waits that is due")]


_AGE = "SELECT extract(epoch FROM now() - min({0})) FROM {1} WHERE {2}"
_WORKER = "is a worker running? `careline worker`, its log"
_UNDONE = (
    ("turns", _AGE.format("created_at", "turns", "state IN ('waiting', 'claimed')"), 30, "web and Rasa processes"),
    ("orders to look at", _AGE.format("check_at", "orders", "check_at <= now()"), 120, _WORKER),
    ("calls due", _AGE.format("due_at", "callouts", "state = 'planned' AND due_at <= now()"), 120, _WORKER),
    ("outbox", OUTBOX_LAG.replace(":now", "now()"), 120, _WORKER),
    (
        "external desk", _AGE.format("failing_since", "external_talks", "ended_at IS NULL"), 120,
        "does Chatwoot answer, with this token and inbox? the worker's log, `external_talks.last_error`",
    ),
)  # fmt: skip


async def _rasa(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    found, models = [], set[str]()
    for url in settings.rasa_urls:
        try:
            async with http.get(f"{url}/webhooks/careline/health") as answer:
                body = await answer.json()
                if answer.status == 200:
                    models.add(str(body.get("model")))
                    found.append(well(f"Rasa {url}", f"ready with {body.get('model')}"))
                else:
                    found.append(wrong(f"Rasa {url}", f"not ready ({answer.status})", "its log; it takes 10 s to load"))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            told = f"does not answer ({type(error).__name__})"
            found.append(wrong(f"Rasa {url}", told, "start it, or mend CARELINE_BOT_URLS"))
    if len(models) > 1:
        found.append(odd("models", f"Rasa's processes have different ones: {', '.join(sorted(models))}", "restart"))
    return [*found, *(await asyncio.to_thread(_models, settings, models))]


def _models(settings: Settings, loaded: set[str]) -> list[Finding]:
    """Whether the files of the models in use are what was recorded when they were trained."""
    found = []
    for name in sorted(loaded):
        file = settings.models_dir / Path(name).name
        file = file if file.suffix == ".gz" else file.with_name(f"{file.name}.tar.gz")
        record = file.with_name(file.name.removesuffix(".tar.gz") + ".sha256")
        if not (file.exists() and record.exists()):
            found.append(odd("model file", f"{file} or its checksum is not on this machine", "look where Rasa runs"))
            continue
        wanted, real = record.read_text("ascii").split()[0], hashlib.sha256(file.read_bytes()).hexdigest()
        if wanted != real:
            found.append(wrong("model file", f"{file.name} is not what was trained", "train anew; who changed it?"))
        else:
            found.append(well("model file", f"{file.name}, SHA-256 {real[:16]}… as on record"))
    return found


async def _web(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    """Our own process on this machine, and the address that everybody else uses."""
    found = []
    here = f"http://127.0.0.1:{settings.port}"
    for name, url in (("web process", here), ("public address", settings.base_url)):
        if name == "public address" and url == here:
            continue
        try:
            async with http.get(f"{url}/readyz") as answer:
                body: dict[str, Any] = await answer.json(content_type=None)
                faults = "; ".join(f"{key} {why}" for key, why in (body.get("faults") or {}).items())
                told = faults or f"ready at {url}"
                found.append(well(name, told) if answer.status == 200 else wrong(name, told, "mend what it names"))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            do = "start it" if name == "web process" else "the reverse proxy, its certificate, DNS"
            found.append(wrong(name, f"{url} does not answer ({type(error).__name__})", do))
    return found


async def _carrier(settings: Settings, http: aiohttp.ClientSession) -> list[Finding]:
    if not settings.phones:
        return []
    missing = [
        name
        for name, value in (
            ("CARELINE_CALLER_ID", settings.caller_id),
            ("TWILIO_ACCOUNT_SID", settings.twilio_account_sid),
            ("TWILIO_AUTH_TOKEN", settings.twilio_auth_token),
        )
        if not value
    ]
    if missing:
        return [wrong("carrier", f"not set: {', '.join(missing)}", "set all three, or none to chat only")]
    base = (settings.twilio_base_url or "https://api.twilio.com").rstrip("/")
    login = aiohttp.encode_basic_auth(settings.twilio_account_sid, settings.twilio_auth_token)
    found = []
    try:
        url = f"{base}/2010-04-01/Accounts/{settings.twilio_account_sid}/Calls.json?PageSize=1"
        async with http.get(url, headers={"Authorization": login}) as answer:
            if answer.status == 200:
                found.append(well("carrier", f"{urlsplit(base).hostname} knows the account"))
            elif answer.status in {401, 403}:
                found.append(wrong("carrier", "refuses the account", "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"))
            else:
                found.append(odd("carrier", f"answered {answer.status}", "look at its status page"))
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        found.append(wrong("carrier", f"does not answer ({type(error).__name__})", "outgoing HTTPS to the carrier"))
    if settings.caller_id.startswith("+86") and not settings.twilio_base_url:
        do = "another carrier that speaks Twilio's API (TWILIO_BASE_URL), or phone other countries"
        found.append(odd("calls to +86", "Twilio has placed none since November 2023", do))
    return found


def _certificate(settings: Settings, now: datetime) -> list[Finding]:
    address = urlsplit(settings.base_url)
    if address.scheme != "https":
        return []
    host, port = address.hostname or "", address.port or 443
    try:
        import socket  # noqa: PLC0415

        with (
            socket.create_connection((host, port), timeout=PATIENCE) as door,
            ssl.create_default_context().wrap_socket(door, server_hostname=host) as secured,
        ):
            told = secured.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        return [wrong("certificate", f"of {host}: {error.verify_message}", "renew it, with its whole chain")]
    except (OSError, ValueError) as error:
        return [wrong("certificate", f"{host}:{port} cannot be asked ({type(error).__name__})", "proxy, DNS, firewall")]
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
    left = f"of {host}, until {ends:%Y-%m-%d}"
    if ends - now < CERTIFICATE_LEAST:
        return [wrong("certificate", left, "renew it; see why it was not renewed by itself")]
    return [well("certificate", left)]


def _disk(settings: Settings) -> list[Finding]:
    folder = settings.data_dir if settings.data_dir.exists() else Path()
    free = shutil.disk_usage(folder).free
    told = f"{free // 2**20} MB free at {folder.resolve()}"
    if free < DISK_LEAST:
        return [wrong("disk", told, "make room: with a full disk nothing is accepted")]
    return [well("disk", told)]
