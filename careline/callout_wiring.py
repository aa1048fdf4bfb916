"""How the callout engine is wired from the settings, for the worker and for the web process's voice webhooks."""

from __future__ import annotations

import asyncio
import logging
import signal
from functools import partial
from importlib.metadata import version

import aiohttp

from callouts.carrier import Carrier
from callouts.clock_watch import ClockWatch
from callouts.destinations import cannot_reach
from callouts.pacing import Pace
from callouts.planner import leave_wishes_to_people
from callouts.putting_through import PuttingThrough
from callouts.settings import CalloutSettings
from callouts.twilio_carrier import TwilioCarrier
from callouts.worker import Loop, WorkerServices, look_at_all, run_loops, run_worker
from careline.cases.keeping import keeping_steps
from careline.cases.rounds import Walk
from careline.clock import utc_now
from careline.contacts.sms import refuse_due_sms
from careline.core.rules import ShopRules
from careline.desk.raising import raise_case
from careline.external_desk.service import WAKES, tending_for
from careline.logs import set_up_logs
from careline.merchants.letters import chase_letters, deliver_letters
from careline.merchants.links import Links
from careline.merchants.mail import SmtpMail
from careline.platform.worker import run_deliverer
from careline.privacy.jobs import PrivacyWork, Rasa
from careline.privacy.retention import windows
from careline.settings import Settings, SettingsError, refuse_unsafe, shop_rules_of
from careline.shop_rules import sayable
from careline.spans import spans_sent
from careline.store.database import WORK, Database, engine_for
from careline.store.notices import Topic
from shared.systemd import give_signs_of_life

log = logging.getLogger(__name__)


def callout_settings(settings: Settings) -> CalloutSettings:
    """Everything about phoning. Raises SettingsError where the carrier's account is not set or the rules are wrong."""
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
        raise SettingsError(f"To phone anybody, set {', '.join(missing)} (docs/settings.md).")
    wired = CalloutSettings(
        shop_name=settings.shop_name,
        caller=settings.caller_id,
        public_url=settings.base_url,
        secret=settings.voice_secret,
        previous_secret=settings.voice_secret_previous,
        rules=shop_rules_of(settings, utc_now()),
        relay=settings.conversation_relay,
        pace=Pace(cps=settings.calls_per_second, concurrency=settings.calls_at_once),
        softphones=bool(settings.twilio_base_url) and settings.demo,
    )
    if not sayable(wired.spoken_in("en")):
        wanted = "English calls cannot say the shop's name: give it in the rules, [names] en = { spoken = … }"
        if not settings.demo:
            raise SettingsError(f"{wanted} (docs/callouts.md).")
        log.warning(wanted, extra={"action": "name_not_sayable"})
    return wired


def carrier_for(settings: Settings) -> Carrier:
    """Twilio, or what speaks its API elsewhere: the simulator may dial numbers that Twilio does not serve."""
    base_url = settings.twilio_base_url or None
    return TwilioCarrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        base_url=base_url,
        name="simulator" if base_url and settings.demo else "twilio",
    )


def background_loops(database: Database, settings: Settings, rules: ShopRules) -> list[Loop]:
    """What the worker does beside phoning: keep our word, and send letters to merchants."""
    mail = SmtpMail(settings.smtp_url, settings.mail_from) if settings.smtp_url else None
    links = Links(settings.base_url, settings.link_secret)
    rasa = Rasa(settings.rasa_urls, settings.bot_secret)
    chased = Walk()
    privacy = PrivacyWork(database, utc_now, windows(settings.keep_days), settings.data_dir, rasa)
    return [
        Loop(*keeping_steps(database, utc_now, rules, raise_case, shop_name=settings.shop_name)),
        Loop(
            ("letters", lambda: deliver_letters(database, mail, links, settings.shop_name, rules, utc_now)),
            ("chase letters", lambda: chase_letters(database, rules, utc_now(), chased)),
        ),
        Loop(("seal the journal", privacy.seal), ("erase", privacy.erase), ("prune", privacy.prune)),
    ]


def chat_only_loops(database: Database, rules: ShopRules) -> list[Loop]:
    """What a worker does of the callout engine's work where no carrier is set: look at orders; no SMS, no call."""
    return [
        Loop(
            ("look", lambda: look_at_all(database, utc_now, rules)),
            ("wishes without a carrier", lambda: leave_wishes_to_people(database, utc_now())),
            ("sms without a carrier", lambda: _refuse_sms(database)),
        )
    ]


async def _refuse_sms(database: Database) -> None:
    async with database.begin() as tx:
        await refuse_due_sms(tx, utc_now())


async def run_callout_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT: phone, keep what was promised, deliver what has to leave the house."""
    refuse_unsafe(settings)
    set_up_logs(settings.log_level)
    async with spans_sent(settings.otlp_endpoint, "careline-worker"):
        await _work(settings)


async def _work(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    rules = shop_rules_of(settings, utc_now())
    engine = engine_for(settings.database_url, pool_size=10, patience=WORK, name="careline-worker")
    database = Database(engine, WORK.transaction)
    watch = ClockWatch(utc_now)
    clock_agrees = partial(watch.agrees, database)
    loops = background_loops(database, settings, rules)
    http = aiohttp.ClientSession()
    external = tending_for(settings, http, database, rules, utc_now)
    if external:
        loops.append(Loop(("external desk", external.round), wakes=WAKES))
    carrier = carrier_for(settings) if settings.phones else None
    alive = asyncio.create_task(give_signs_of_life())
    told = {"action": "working", "carrier": carrier.name if carrier else "", "release": version("careline")}
    log.info("phoning and delivering" if carrier else "delivering; no carrier is set, so nobody is phoned", extra=told)
    if carrier:
        for reason in cannot_reach(carrier.name):
            log.warning(reason, extra={"action": "carrier_cannot"})
    try:
        if carrier is None:
            loops = [*chat_only_loops(database, rules), *loops]
            for loop in loops:
                loop.guard = clock_agrees
            work = run_loops(settings.database_url, loops, stop)
        else:
            services = WorkerServices(
                database=database, url=settings.database_url, carrier=carrier, settings=callout_settings(settings),
                clock=utc_now, watch=watch,
            )  # fmt: skip
            through = PuttingThrough(database, carrier, services.settings, utc_now)
            loops.append(
                Loop(("put callers through", through.round), wakes=frozenset({Topic.TRANSFERS, Topic.LISTENING}))
            )
            work = run_worker(services, stop, loops)
        async with asyncio.TaskGroup() as group:
            group.create_task(work)
            group.create_task(run_deliverer(settings, database, rules, stop, clock_agrees))
    finally:
        log.info("stopping", extra={"action": "stopping"})
        alive.cancel()
        if carrier:
            await carrier.close()
        await http.close()
        await database.close()
