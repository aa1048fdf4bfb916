"""How the callout engine is wired from the settings, for the worker and for the web process's voice webhooks."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta

import holidays

from callouts.carrier import Carrier
from callouts.pacing import Pace
from callouts.policy import CallRules
from callouts.retries import RetryRules
from callouts.settings import CalloutSettings
from callouts.twilio_carrier import TwilioCarrier
from callouts.worker import WorkerServices, run_worker
from careline.clock import utc_now
from careline.core.blocks import Promises
from careline.core.contact import RULE_PACKS
from careline.logs import set_up_logs
from careline.settings import Settings, SettingsError
from careline.store.database import Database, engine_for

DEMO_RETRIES = RetryRules(
    no_answer=timedelta(minutes=3),
    busy=timedelta(minutes=2),
    rejected=timedelta(minutes=3),
    hung_up=timedelta(minutes=3),
    voicemail=timedelta(minutes=3),
    attempts=6,
)
"""In the demo somebody sits before the handset and wants to see it ring again."""


def callout_settings(settings: Settings) -> CalloutSettings:
    """Everything about phoning. Raises SettingsError where the carrier's account is not set."""
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
    if settings.rule_pack not in RULE_PACKS:
        raise SettingsError(f"CARELINE_RULE_PACK: {settings.rule_pack!r} is none of {', '.join(RULE_PACKS)}.")
    retries = DEMO_RETRIES if settings.demo else RetryRules()
    return CalloutSettings(
        shop_name=settings.shop_name,
        caller=settings.caller_id,
        public_url=settings.base_url,
        secret=settings.voice_secret,
        rules=CallRules(
            contact=RULE_PACKS[settings.rule_pack],
            dispatch_grace=timedelta(minutes=settings.call_after_deadline_minutes),
            attempts_per_block=retries.attempts,
            holdout=settings.holdout_percent / 100,
        ),
        retries=retries,
        pace=Pace(cps=settings.calls_per_second, concurrency=settings.calls_at_once),
        promises=promises(),
    )


def promises() -> Promises:
    """The default promises with mainland China's public holidays, in which couriers are slow."""
    this_year = utc_now().year
    days = holidays.country_holidays("CN", years=range(this_year - 1, this_year + 2))
    return Promises(rest_days=frozenset(days))


def carrier_for(settings: Settings) -> Carrier:
    """Twilio, or what speaks its API elsewhere: the simulator may dial numbers that Twilio does not serve."""
    base_url = settings.twilio_base_url or None
    return TwilioCarrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        base_url=base_url,
        name="simulator" if base_url and settings.demo else "twilio",
    )


async def run_callout_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT."""
    set_up_logs(settings.log_level)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    wired, carrier = callout_settings(settings), carrier_for(settings)
    database = Database(engine_for(settings.database_url, pool_size=10))
    try:
        await run_worker(
            WorkerServices(
                database=database, url=settings.database_url, carrier=carrier, settings=wired, clock=utc_now
            ),
            stop,
        )
    finally:
        await carrier.close()
        await database.close()
